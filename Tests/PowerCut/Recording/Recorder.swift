import Foundation
public import Support

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
    public func record(
        _ program: String, _ arguments: [String], within time: Duration = .seconds(60), during: (ServerProcess) throws -> Void = { _ in }
    ) throws -> Recording {
        let folder = try TemporaryFolder("powercut")
        let before = try FolderReader(scope)
        let log = folder.path("log")
        let process = try ServerProcess("strace", Self.options(log) + [program] + arguments)
        try during(process)
        guard try process.waitForEnd(within: time) == .exited(0) else {
            throw RecordingError(words: "\(program) ended with \(process.end.map { "\($0)" } ?? "?"): \(process.errors.suffix(2000))")
        }
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: log)))
        let start = World(scope: scope, nodes: before.nodes, names: before.names)
        let world = try Interpreter.interpret(bytes, world: start, folder: FileManager.default.currentDirectoryPath, promise: promise)
        let recording = Recording(scope: scope, nodes: world.nodes, names: before.names, events: world.events)
        try recording.requireEnd()
        return recording
    }

    private static func options(_ log: String) -> [String] {
        [
            "-f", "-y", "-xx", "-q", "-s", "8388608", "-e", Vocabulary.filter, "-e", Vocabulary.unread, "-e", "signal=none", "-o", log,
            "sh", "-c", "umask 022; exec \"$@\"", "sh",
        ]
    }
}
