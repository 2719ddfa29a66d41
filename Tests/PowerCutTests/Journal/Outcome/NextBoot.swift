import Contracts
import Glibc
import PowerCut
import Support

@testable import Journal

/// The start after a cut, up to where features would start, and what is there then.
struct NextBoot: Sendable {
    let slots: SlotStart
    /// What recovery said.
    let words: String
    /// The trial goes on after this boot, and so does its transaction.
    let isOnTrial: Bool
    let home: HomeState
    let journal: JournalState?

    /// The real guard's choice, and recovery within this process: a program each would take most of the time.
    init(of folder: String) throws {
        var report: JournalContract.Recovery?
        slots = try SlotStart(of: folder) { report = try Self.recover(folder) }
        words = report?.sentences.joined(separator: " ") ?? ""
        isOnTrial = report?.findings.contains { $0.decision == RecoveryDecision.wait.words } ?? false
        home = try HomeState(of: folder)
        journal = exists("\(folder)/data/journal/journal.db") ? try JournalState(of: folder) : nil
    }

    static func recover(_ folder: String) throws -> JournalContract.Recovery? {
        makeFolder(folder)
        var report: JournalContract.Recovery?
        // Another thread's child may hold the lock for as long as it takes from its fork to its exec.
        try Deadline.wait(for: "the journal's lock") {
            do {
                report = try OfflineRecovery(home: folder, isDryRun: false).perform().report
                return true
            } catch StoreError.locked {
                return false
            }
        }
        return report
    }

    /// As the host does it before it starts a feature.
    private static func makeFolder(_ folder: String) {
        for name in ["data", "data/journal"] { mkdir("\(folder)/\(name)", 0o755) }
    }

    /// With recovery as a program of its own, under something.
    static func start(_ folder: String, under prefix: [String]) throws {
        _ = try SlotStart.choose(folder)
        makeFolder(folder)
        let command = prefix + [Binaries.roost, "roost-journal", "--recover-only", "--home", folder]
        _ = try ServerProcess(command[0], Array(command.dropFirst())).waitForEnd(within: .seconds(60))
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
