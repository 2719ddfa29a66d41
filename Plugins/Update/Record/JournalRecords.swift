import Contracts
import PluginKit

/// The plugin's records in the host's journal.
///
/// A journal that is just being started again is waited for, a bounded time: what it says no to for good is a fault at once.
struct JournalRecords: Records {
    let bus: BusConnection
    /// Gives up what was kept for a full disk.
    let makeRoom: () async -> Void

    /// Reports and steps of several years; the journal drops the oldest beyond.
    private static let maximumBytes: Int64 = 4 << 20

    /// How much of each stream is kept.
    func bound() async throws(Fault) {
        try await patiently { () async throws(BusError) in
            try await bus.journal.retain(UpdateContract.stream, maxBytes: Self.maximumBytes)
        }
        for part in RecordPart.allCases {
            try await patiently { () async throws(BusError) in try await bus.journal.retain(part.stream, maxBytes: 0) }
        }
    }

    func append(_ entry: Entry) async throws(Fault) {
        try await patiently { () async throws(BusError) in try await bus.journal.append(entry, to: UpdateContract.stream) }
    }

    func entries(after sequence: Int64) async throws(Fault) -> [JournalContract.Entry<Entry>] {
        try await patiently { () async throws(BusError) in
            try await bus.journal.read(UpdateContract.stream, after: sequence, as: Entry.self).events
        } ?? []
    }

    func keep(_ value: some Encodable, as part: RecordPart) async throws(Fault) {
        try await patiently { () async throws(BusError) in try await bus.journal.append(value, to: part.stream) }
    }

    func kept<Value: Decodable>(_ part: RecordPart, as type: Value.Type) async throws(Fault) -> Value? {
        try await patiently { () async throws(BusError) in
            try await bus.journal.newest(of: part.stream, as: Lenient<Value>.self)?.event.value
        } ?? nil
    }

    func finding(of transaction: String?) async throws(Fault) -> (finding: JournalFinding, reason: String?) {
        guard let transaction else { return (.none, nil) }
        let found = try await patiently { () async throws(BusError) in try await bus.journal.show(transaction) }
        return (JournalFinding(found), found?.reason)
    }

    /// Nil is 404: no such stream or transaction yet. A cancelled task waits for nothing (decision 0082).
    @discardableResult
    private func patiently<Value>(_ ask: () async throws(BusError) -> Value) async throws(Fault) -> Value? {
        do throws(BusError) {
            let isWanted = { !Task.isCancelled }
            return try await bus.journal.patiently(while: isWanted) { () async throws(BusError) in try await finding(room: ask) }
        } catch .service(let answer) where answer.code == 404 {
            return nil
        } catch {
            throw Fault(journal: error)
        }
    }

    private func finding<Value>(room ask: () async throws(BusError) -> Value) async throws(BusError) -> Value {
        do throws(BusError) {
            return try await ask()
        } catch {
            guard error.isDiskFull, !Task.isCancelled else { throw error }
            await makeRoom()
            return try await ask()
        }
    }

    /// Reads what it can.
    private struct Lenient<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }
}
