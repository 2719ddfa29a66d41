import Contracts
import Files
import FoundationEssentials
import Glibc

/// `roost-journal --recover-only --home DIR [--dry-run]`: recovery without a host, its report as JSON on standard output.
///
/// Exit status 0 if every transaction has ended by then, 1 if not, or if it could not be done.
struct OfflineRecovery {
    let home: String
    let isDryRun: Bool

    init?(_ arguments: [String]) {
        guard arguments.contains("--recover-only"), let index = arguments.firstIndex(of: "--home"), index + 1 < arguments.count else {
            return nil
        }
        let known = ["--recover-only", "--dry-run", "--home", arguments[index + 1]]
        guard arguments.allSatisfy(known.contains) else { return nil }
        (home, isDryRun) = (arguments[index + 1], arguments.contains("--dry-run"))
    }

    init(home: String, isDryRun: Bool) { (self.home, self.isDryRun) = (home, isDryRun) }

    func run() -> Int32 {
        do {
            let boot = try perform()
            var output = String(decoding: try JSONEncoder().encode(boot.report), as: UTF8.self) + "\n"
            _ = output.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            return boot.report.findings.count == boot.outcomes.count ? 0 : 1
        } catch {
            StandardError.write("roost-journal: \(error)")
            return 1
        }
    }

    func perform() throws -> Boot {
        let journal = "\(home)/data/journal"
        let workshop = Workshop(home: try OpenFolder(home), child: DatabaseChild())
        // Merely reading a database with a log makes files beside it; so a copy is read.
        if isDryRun { return try Boot.withoutWriting(journal, workshop: workshop, dryRun: true, byHand: true) }
        do {
            let store = try Store(opening: journal)
            for notice in store.notices { StandardError.write("\(notice.text) \(notice.remedy)") }
            let now = Moment(wall: Clocks.machine.wall(), journal: try store.streams.clock())
            let boot = try Boot(store, at: now, workshop: workshop, byHand: true)
            do {
                try Tidying.run(store, at: now, workshop)
            } catch {
                StandardError.write("roost-journal: what is left to be removed stays noted: \(error)")
            }
            return boot
        } catch {
            guard let failure = error as? StoreError, failure.isOfTheDisk else { throw error }
            StandardError.write("roost-journal: \(failure); what can be is recovered without writing it down")
            let boot = try Boot.withoutWriting(journal, workshop: workshop, byHand: true)
            for path in boot.leavings { _ = Tidying.remove(path, workshop) }
            return boot
        }
    }
}
