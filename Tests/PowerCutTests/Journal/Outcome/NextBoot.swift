import Foundation
import PowerCut
import Support

/// The start after a cut, up to where features would start, and what is there then.
struct NextBoot: Sendable {
    /// What the guard and recovery said.
    private(set) var words = ""
    /// The trial goes on after this boot, and so does its transaction.
    private(set) var isOnTrial = false
    private(set) var home: HomeState
    private(set) var journal: JournalState?
    private(set) var current: String

    init(of folder: String) throws {
        let (choosing, recovery, end) = try Self.start(folder)
        words = choosing.output + choosing.errors + recovery.output + recovery.errors
        current = choosing.output.split(separator: "\n").first.map(String.init) ?? ""
        isOnTrial = end == .exited(1) && recovery.output.contains("wait: its trial goes on")
        guard end == .exited(0) || isOnTrial else {
            throw RecordingError(words: "recovery ended with \(String(describing: end)): \(words)")
        }
        home = try HomeState(of: folder)
        journal = readText("\(folder)/data/journal/journal.db").isEmpty ? nil : try JournalState(of: folder)
    }

    /// The guard's choice and recovery, the latter under something, if so wanted.
    @discardableResult
    static func start(
        _ folder: String, under prefix: [String] = []
    ) throws -> (choosing: ServerProcess, recovery: ServerProcess, end: ServerProcess.End?) {
        let choosing = try ServerProcess(Binaries.guardian, ["--choose", "--home", folder, "--factory", "/nonexistent"])
        guard try choosing.waitForEnd() == .exited(0) else { throw RecordingError(words: "the guard: \(choosing.errors)") }
        // As the host does before it starts a feature.
        try FileManager.default.createDirectory(atPath: "\(folder)/data/journal", withIntermediateDirectories: true)
        let command = prefix + [Binaries.roost, "roost-journal", "--recover-only", "--home", folder]
        let recovery = try ServerProcess(command[0], Array(command.dropFirst()))
        return (choosing, recovery, try recovery.waitForEnd(within: .seconds(60)))
    }

    /// The same as a recording, to be cut itself.
    static func record(at folder: String) throws -> Recording {
        let script = """
            '\(Binaries.guardian)' --choose --home '\(folder)' --factory /nonexistent
            mkdir -p '\(folder)/data/journal'
            '\(Binaries.roost)' roost-journal --recover-only --home '\(folder)' || true
            """
        let recorder = Recorder(Scope(root: folder, volatile: ["run", "logs"]))
        return try recorder.record("/bin/sh", ["-c", script])
    }
}
