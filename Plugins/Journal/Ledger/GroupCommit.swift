import PluginKit

/// Lets appends that come while others are being written share the next write and its sync.
///
/// Lives on the loop. Who waits here holds a place of its endpoint's bounded concurrency.
final class GroupCommit {
    typealias Answer = (Result<Int64, any Error>) -> Void

    /// One SQLite transaction's worth.
    private static let maximumCount = 1024
    private static let maximumBytes = 8 << 20

    private let ledger: Ledger
    private let bus: BusConnection
    private var waiting: [Waiting] = []
    private var isCommitting = false
    private var gathering = Gathering()
    /// To be called once all who are waited for are there.
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
        if waiting.count >= gathering.expected { wake() }
        guard !isCommitting else { return }
        isCommitting = true
        bus.background { await self.commit() }
    }

    private func commit() async {
        while !waiting.isEmpty {
            if waiting.count < gathering.expected { await bus.pause(gathering.patience) { haveCome = $0 } }
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
        let began = ContinuousClock.now
        let results = await ledger.append(group.map(\.append))
        gathering.wrote(group.count, whileCame: waiting.count, taking: ContinuousClock.now - began)
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
