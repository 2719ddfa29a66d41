import PluginKit

/// Lets appends that come while others are being written share the next write and its sync.
///
/// Lives on the loop. Who waits here holds a place of its endpoint's bounded concurrency.
final class GroupCommit {
    typealias Answer = (Result<Int64, any Error>) -> Void

    /// One SQLite transaction's worth.
    private static let maximumCount = 1024
    private static let maximumBytes = 8 << 20
    /// How long those who wait are kept for those who may still come.
    private static let patience = Duration.milliseconds(2)

    private let ledger: Ledger
    private let bus: BusConnection
    private var waiting: [Waiting] = []
    private var isCommitting = false
    /// As many as shared the last write are likely to come again, once they were answered.
    private var expected = 1
    private var haveCome: (() -> Void)?

    private struct Waiting {
        let append: Ledger.Append
        let answer: Answer
    }

    init(_ ledger: Ledger, on bus: BusConnection) {
        (self.ledger, self.bus) = (ledger, bus)
    }

    /// Answers with the event's sequence number, once it survives a power cut.
    func append(_ append: Ledger.Append, _ answer: @escaping Answer) {
        waiting.append(Waiting(append: append, answer: answer))
        if waiting.count >= expected { wake() }
        guard !isCommitting else { return }
        isCommitting = true
        bus.background { await self.commit() }
    }

    private func commit() async {
        while !waiting.isEmpty {
            if waiting.count < expected { await bus.pause(Self.patience) { haveCome = $0 } }
            haveCome = nil
            await commitGroup()
        }
        isCommitting = false
    }

    private func wake() {
        haveCome?()
        haveCome = nil
    }

    private func commitGroup() async {
        let group = takeGroup()
        expected = group.count
        let results = await ledger.append(group.map(\.append))
        for (waiting, result) in zip(group, results) { waiting.answer(result) }
        // What comes of the answers belongs to the next group.
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
