import Contracts
import Files
import Glibc
import Storage
import Support
import Testing

@testable import Journal

/// A home with a feature `app` and its data, and a journal that can be cut off at any call.
final class Machine {
    let folder: TemporaryFolder
    let deeds: Deeds
    private(set) var store: Store?

    convenience init(cutting cut: PowerCut) throws { try self.init(cut.deeds) }

    init(_ deeds: Deeds = Deeds(), on folder: TemporaryFolder? = nil) throws {
        self.deeds = deeds
        self.folder = try folder ?? TemporaryFolder("machine", mode: 0o755, inMemory: true)
        for name in ["data", "data/journal", "data/app", "slots"] { _ = try self.folder.makeFolder(name) }
        store = try Store(opening: self.folder.path("data/journal"))
    }

    var home: OpenFolder { get throws { try OpenFolder(folder.path) } }
    var ground: Ground {
        get throws { Ground(home: try home, homePath: folder.path, data: folder.path("data/app"), grants: [folder.path("slots")]) }
    }

    /// All but the journal's own.
    var tree: [String: String] { Tree.read(folder.path).filter { !$0.key.hasPrefix("data/journal") } }

    func table(at now: Double = 1) throws -> TransactionTable {
        try #require(store).transactions(at: Moment(wall: now, journal: now))
    }

    func workshop(_ deeds: Deeds? = nil) throws -> Workshop {
        var child = DatabaseChild()
        child.program = Binaries.roost
        return Workshop(home: try home, deeds: deeds ?? self.deeds, child: child)
    }

    func begin(
        _ operations: [JournalContract.Operation], number: (Int64) -> Int64 = { $0 + 1 }
    ) throws -> TransactionRecord {
        let table = try table()
        let others = try table.open().flatMap(\.touches)
        return try table.begin(owner: "app", kind: "update", from: "1", to: "2", number: number) { id in
            var planning = try Planning(ground: try ground, transaction: id, touches: others)
            return try planning.plan(operations)
        }
    }

    func record(_ id: Int64) throws -> TransactionRecord { try #require(try table().find(id)) }

    func advance(_ id: Int64, appending event: Change? = nil) throws { try step(.advance, id, event) }
    func commit(_ id: Int64, appending event: Change? = nil) throws { try step(.commit, id, event) }
    func rollBack(_ id: Int64, appending event: Change? = nil) throws { try step(.rollback, id, event) }

    /// As the service does it, in one thread.
    private func step(_ event: TransactionEvent, _ id: Int64, _ change: Change?) throws {
        let record = try record(id)
        let action = PhaseRule.action(record.position, event)
        let mounts = try workshop().mounts(of: record.operations)
        guard let course = Course(action, of: record, reason: "asked", appending: change, mounts: mounts) else { throw Refused() }
        try drive(course, id)
    }

    private func drive(_ course: Course, _ id: Int64) throws {
        var course = course
        let (table, workshop, operations) = (try table(), try workshop(), course.operations)
        while let act = course.next() {
            switch act {
            case .record(let changes):
                try workshop.deeds.before(.record, "")
                try table.apply(changes, to: id)
            case .perform(let step, let n):
                try workshop.perform(step, of: #require(operations[n].operation), Tag(transaction: id, operation: n))
                course.performed()
            }
        }
    }

    func turnOff() { store = nil }

    /// Another test's child may hold the lock for as long as it takes from its fork to its exec.
    func turnOn() throws {
        try Deadline.wait(for: "the journal's lock") {
            do throws(StoreError) {
                store = try Store(opening: folder.path("data/journal"))
                return true
            } catch {
                guard case .locked = error else { throw error }
                return false
            }
        }
    }

    /// The next boot: with the power back, or cut again.
    func recover(_ cut: PowerCut, dryRun: Bool = false) throws -> JournalContract.Recovery { try recover(cut.deeds, dryRun: dryRun) }

    func recover(
        _ deeds: Deeds = Deeds(), dryRun: Bool = false, at occasion: RecoveryOccasion = .boot, tidying: Bool = true,
        in boot: BootMoment? = BootMoment(boot: "boot", milliseconds: 2)
    ) throws -> JournalContract.Recovery {
        turnOff()
        try turnOn()
        let workshop = try workshop(deeds)
        var pass = RecoveryPass(table: try table(at: 3), workshop: workshop.leavingTrees, at: occasion, in: boot)
        let report = try pass.run(dryRun: dryRun)
        if tidying, !dryRun { try Tidying.run(try #require(store), at: Moment(wall: 3, journal: 3), workshop) }
        return report
    }

    func outcomes(of id: Int64) throws -> [String] {
        try table().database.values("SELECT body FROM events", as: [UInt8].self).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.contains("\"outcome\":") && $0.contains("\"transaction\":\"\(id)\"") }
    }
}

struct Refused: Error {}
