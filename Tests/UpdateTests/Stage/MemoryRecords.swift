import Contracts
import Foundation

@testable import Update

/// The journal of a ``World``, as one ``Life`` may use it.
struct MemoryRecords: Records {
    let life: Life

    private var world: World { life.world }

    func append(_ entry: Entry) async throws(Fault) {
        try await waitForRoom()
        try write { world.entries.append(try Self.copy(entry)) }
    }

    /// As the journal's client has patience, which a test's is not without end.
    private func waitForRoom() async throws(Fault) {
        for _ in 0..<100_000 where world.isFull && !Task.isCancelled { await Task.yield() }
        if world.isFull { throw Fault(.machine, "the disk is full") }
    }

    func entries(after sequence: Int64) async throws(Fault) -> [JournalContract.Entry<Entry>] {
        try check()
        let rest = world.entries.enumerated().dropFirst(Int(sequence)).prefix(3)
        return try rest.map { (index, entry) throws(Fault) in try Self.entry(Int64(index) + 1, entry) }
    }

    func keep(_ value: some Encodable, as part: RecordPart) async throws(Fault) {
        try write { world.parts[part] = try JSONEncoder().encode(value) }
    }

    func kept<Value: Decodable>(_ part: RecordPart, as type: Value.Type) async throws(Fault) -> Value? {
        await world.keptGates[part]?.pass()
        try check()
        return world.parts[part].flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    func finding(of transaction: String?) async throws(Fault) -> (finding: JournalFinding, reason: String?) {
        try check()
        let finding = transaction.map { world.findings[$0] ?? .none } ?? .none
        return (finding, finding == .undone ? world.undoing : nil)
    }

    func check() throws(Fault) {
        if life.isOver { throw Fault(.journal, "this process is dead") }
    }

    /// The last one a process gets through, or not.
    func write(_ body: () throws -> Void) throws(Fault) {
        try check()
        if world.failingWrites > 0 {
            world.failingWrites -= 1
            throw Fault(.journal, "the disk is full")
        }
        let isLast = world.writesLeft == 0
        if let left = world.writesLeft { world.writesLeft = left - 1 }
        if !isLast || world.lastWriteIsDone { do { try body() } catch { throw Fault(.journal, "\(error)") } }
        guard isLast else { return }
        world.writesLeft = nil
        life.end()
        throw Fault(.journal, "the power went")
    }

    /// As it comes back from the disk.
    private static func copy(_ entry: Entry) throws -> Entry {
        try JSONDecoder().decode(Entry.self, from: try JSONEncoder().encode(entry))
    }

    private static func entry(_ sequence: Int64, _ entry: Entry) throws(Fault) -> JournalContract.Entry<Entry> {
        struct Wrapped: Encodable {
            let sequence: Int64
            let time: Double
            let event: Entry
        }
        do {
            let bytes = try JSONEncoder().encode(Wrapped(sequence: sequence, time: 0, event: entry))
            return try JSONDecoder().decode(JournalContract.Entry<Entry>.self, from: bytes)
        } catch {
            throw Fault(.journal, "\(error)")
        }
    }
}
