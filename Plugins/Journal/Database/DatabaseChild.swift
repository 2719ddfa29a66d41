import Files
import Glibc

/// Has databases read and changed by a child that has the rights of their folder's owner, not the journal's: what is in the
/// file, and in the scripts, is hostile until it has run.
struct DatabaseChild: Sendable {
    /// The executable that is `roost-database` when called by that name.
    var program = "/proc/self/exe"
    /// Milliseconds without a word after which it counts as hung.
    var silence: Int64 = 10_000
    /// Milliseconds it may take in all.
    var deadline: Int64 = 600_000
    /// Bytes of address space it may have.
    var memory = 512 << 20
    /// Ends it early.
    var recall = Recall()

    /// Copies a database to a new file in the same folder.
    func snapshot(_ source: Place, to copy: Place) throws(OperationFailure) {
        try run("snapshot", source, copy, scripts: nil)
    }

    /// Copies a database to a new file in the same folder and runs there the scripts it has not seen.
    func migrate(_ source: Place, copy: Place, scripts: OpenFolder) throws(OperationFailure) {
        try run("migrate", source, copy, scripts: scripts)
    }

    private func run(_ verb: String, _ source: Place, _ copy: Place, scripts: OpenFolder?) throws(OperationFailure) {
        let owner = source.folder.own
        let arguments = ["roost-database", verb, source.name, copy.name, "\(owner.owner)", "\(owner.group)", "\(memory)", "\(getpid())"]
        let process = try DatabaseProcess(
            program: program, arguments: arguments, folders: [source.folder] + (scripts.map { [$0] } ?? []), shown: source.shown)
        let end = process.watch(silence: silence, deadline: deadline, recall)
        switch end {
        case .said(.done): return
        case .said(.failed(let words, let isDiskFull)): throw .database(words: "\(source.shown): \(words)", isDiskFull: isDiskFull)
        case .said(.beat), .gone:
            throw .database(words: "\(source.shown): the process that worked on it died; see the journal's log", isDiskFull: false)
        case .silent:
            throw .database(words: "\(source.shown): nothing was heard for \(silence / 1000) s; the work was stopped", isDiskFull: false)
        case .recalled:
            throw .conflict("\(source.shown): the work was stopped, for it is to be rolled back")
        case .late:
            throw .database(words: "\(source.shown): not finished after \(deadline / 1000) s; the work was stopped", isDiskFull: false)
        }
    }
}
