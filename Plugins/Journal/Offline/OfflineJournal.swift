public import Contracts
import Glibc

/// The journal of a home while no host runs: read, and recovered, without the bus.
public enum OfflineJournal {
    /// As `journal.list` answers an administrator.
    public static func list(home: String, _ request: JournalContract.List) throws -> JournalContract.Transactions {
        try reading(home) { store, now in
            let records = try store.transactions(at: now).list(
                limit: request.limit ?? 20, before: request.before.flatMap(Int64.init), owner: nil)
            return JournalContract.Transactions(transactions: records.map(JournalContract.Transaction.init))
        }
    }

    /// As `journal.show` answers an administrator.
    public static func show(home: String, _ request: JournalContract.ID) throws -> JournalContract.Transaction {
        try reading(home) { store, now in
            guard let record = try Int64(request.id).flatMap({ try store.transactions(at: now).find($0) }) else {
                throw OfflineRefusal.unknown(request.id)
            }
            return JournalContract.Transaction(record)
        }
    }

    /// As `journal.recover` answers. Refused while somebody holds the journal, unless it is a dry run.
    public static func recover(home: String, _ request: JournalContract.Recover) throws -> JournalContract.Recovery {
        try OfflineRecovery(home: home, isDryRun: request.dryRun).perform().report
    }

    /// Of a copy: merely reading a database with a log makes files beside it.
    private static func reading<Output>(_ home: String, _ body: (Store, Moment) throws -> Output) throws -> Output {
        let folder = "\(home)/data/journal"
        guard access("\(folder)/\(StoreOpening.name)", F_OK) == 0 else { throw StoreError.absent(path: "\(folder)/\(StoreOpening.name)") }
        let copy = try JournalCopy.make(of: folder)
        let output = try body(copy.store, Moment(wall: Clocks.machine.wall(), journal: try copy.store.streams.clock()))
        withExtendedLifetime(copy) {}
        return output
    }
}
