import PluginKit

/// Lets appends that come while others are being written share the next write and its sync.
///
/// Lives on the loop. Who waits here holds a place of its endpoint's bounded concurrency.
final class GroupCommit {
    /// One SQLite transaction's worth.
    private static let maximumCount = 1024
    private static let maximumBytes = 8 << 20

    private let ledger: Ledger
    private let bus: BusConnection
    private var waiting: [Waiting] = []
    private var isCommitting = false

    private struct Waiting {
        let append: Ledger.Append
        let resume: (Result<Int64, any Error>) -> Void
    }

    init(_ ledger: Ledger, on bus: BusConnection) {
        (self.ledger, self.bus) = (ledger, bus)
    }

    /// The event's sequence number, once it survives a power cut.
    func append(_ append: Ledger.Append) async throws -> Int64 {
        try await withCheckedContinuation { continuation in
            waiting.append(Waiting(append: append) { continuation.resume(returning: $0) })
            commit()
        }.get()
    }

    private func commit() {
        guard !isCommitting else { return }
        isCommitting = true
        bus.background {
            while !self.waiting.isEmpty { await self.commitGroup() }
            self.isCommitting = false
        }
    }

    private func commitGroup() async {
        let group = takeGroup()
        let results = await ledger.append(group.map(\.append))
        for (waiting, result) in zip(group, results) { waiting.resume(result) }
        // Whoever was answered may go on first; what comes of it belongs to the next group.
        await Task.yield()
    }

    private func takeGroup() -> [Waiting] {
        var bytes = 0
        let count = waiting.prefix(Self.maximumCount).prefix { waiting in
            bytes += waiting.append.event.count
            return bytes <= Self.maximumBytes
        }.count
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }
}
