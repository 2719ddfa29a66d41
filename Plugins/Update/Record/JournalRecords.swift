import Contracts
import PluginKit

/// The plugin's records in the host's journal.
///
/// A journal that is just being started again is waited for, a bounded time: what it says no to for good is a fault at once.
struct JournalRecords: Records {
    let bus: BusConnection

    /// Reports and steps of several years; the journal drops the oldest beyond.
    private static let maximumBytes: Int64 = 4 << 20
    private static let pauses: [Duration?] = [.milliseconds(200), .seconds(1), .seconds(5), .seconds(15), nil]

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
        var (last, sequence): (Value?, Int64) = (nil, 0)
        while true {
            let page = try await patiently { () async throws(BusError) in
                try await bus.journal.read(part.stream, after: sequence, as: Lenient<Value>.self).events
            }
            guard let page, let end = page.last else { return last }
            (last, sequence) = (end.event.value, end.sequence)
        }
    }

    func finding(of transaction: String?) async throws(Fault) -> JournalFinding {
        guard let transaction else { return .none }
        return JournalFinding(try await patiently { () async throws(BusError) in try await bus.journal.show(transaction) })
    }

    /// Nil is 404: no such stream or transaction yet.
    @discardableResult
    private func patiently<Value>(_ ask: () async throws(BusError) -> Value) async throws(Fault) -> Value? {
        for pause in Self.pauses {
            do throws(BusError) {
                return try await ask()
            } catch {
                if case .service(let answer) = error, answer.code == 404 { return nil }
                guard error.mayPass, let pause else { throw Fault(.journal, "the journal: \(error)") }
                await bus.pause(pause)
            }
        }
        preconditionFailure("the last pause is nil, which throws")
    }

    /// Reads what it can.
    private struct Lenient<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }
}
