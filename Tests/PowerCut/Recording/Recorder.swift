import Foundation
public import Glibc
import Support

/// Runs a real program and writes down what it does to the files below a folder.
public struct Recorder {
    /// What is taken from the rights of new files, in every recorded program.
    static let mask: UInt32 = 0o022

    private let scope: Scope
    private let promise: @Sendable (String) -> String?

    /// `promise` reads what the program says to others; see ``Deed/said(_:)``.
    public init(_ scope: Scope, promise: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.scope = scope
        self.promise = promise
    }

    /// From start to end. Throws if it fails, if anything it did is not modelled, or if the model does not end where the disk does.
    /// - Parameter during: Told the program's process once it runs; what it does is not recorded.
    public func record(
        _ program: String, _ arguments: [String], within time: Duration = .seconds(60), during: (pid_t) throws -> Void = { _ in }
    ) throws -> Recording {
        let folder = try TemporaryFolder("powercut")
        let before = try FolderReader(scope)
        let process = try ServerProcess("strace", Self.options(folder) + [program] + arguments)
        do {
            try during(try Self.child(of: process, in: folder))
        } catch {
            throw RecordingError(words: "\(error); the program wrote: \(process.errors.suffix(4000))")
        }
        guard try process.waitForEnd(within: time) == .exited(0) else {
            throw RecordingError(words: "\(program) ended with \(process.end.map { "\($0)" } ?? "?"): \(process.errors.suffix(2000))")
        }
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path("log"))))
        let start = World(scope: scope, nodes: before.nodes, names: before.names)
        let (promise, number) = (promise, folder.read("pid"))
        let world = try Interpreter.interpret(bytes, world: start, folder: FileManager.default.currentDirectoryPath) { text in
            text == number ? nil : promise(text)
        }
        let recording = Recording(scope: scope, nodes: world.nodes, names: before.names, events: world.events)
        try recording.requireEnd()
        return recording
    }

    /// strace passes no signals on: whoever wants to end the program must know it. (It has other children for a moment.)
    private static func child(of strace: ServerProcess, in folder: TemporaryFolder) throws -> pid_t {
        var child: pid_t?
        try Deadline.wait(for: "strace to start the program") {
            child = folder.read("pid").split(separator: "\n").first.flatMap { pid_t($0) }
            return child != nil || !strace.isRunning
        }
        guard let child else { throw RecordingError(words: "strace ended: \(strace.errors)") }
        return child
    }

    private static func options(_ folder: TemporaryFolder) -> [String] {
        [
            "-f", "--seccomp-bpf", "-y", "-xx", "-q", "-s", "8388608", "-e", Vocabulary.filter, "-e", Vocabulary.unread,
            "-e", "signal=none", "-o", folder.path("log"),
            "sh", "-c", "umask 022; echo $$ >\"$1\"; shift; exec \"$@\"", "sh", folder.path("pid"),
        ]
    }
}
