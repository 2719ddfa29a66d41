public import Contracts

extension JournalClient {
    /// As long as a journal may take to be started again after a crash, and to recover.
    private static let pauses: [Duration] = [.milliseconds(100), .seconds(1), .seconds(5), .seconds(30)]

    /// So often a wait looks whether it is still wanted.
    private static let glance = Duration.milliseconds(500)

    /// Asks again while the journal is away for a moment, being restarted say; what time does not mend is thrown at once, and all of it
    /// soon after nobody wants it any more. (A cancelled task's rollback is wanted all the same.)
    @discardableResult
    public func patiently<Answer>(
        while isWanted: () -> Bool = { true }, _ ask: () async throws(BusError) -> Answer
    ) async throws(BusError) -> Answer {
        try await patiently(with: \.mayPass, while: isWanted, ask)
    }

    /// Asks again and again while it fails in such a way: the journal does nothing twice.
    @discardableResult
    func patiently<Answer>(
        with isPassing: (BusError) -> Bool, while isWanted: () -> Bool = { true }, _ ask: () async throws(BusError) -> Answer
    ) async throws(BusError) -> Answer {
        for pause in Self.pauses {
            do throws(BusError) {
                return try await ask()
            } catch {
                guard isPassing(error), isWanted() else { throw error }
                bus.onProblem(error)
                await wait(pause, while: isWanted)
                if !isWanted() { throw error }
            }
        }
        return try await ask()
    }

    private func wait(_ duration: Duration, while isWanted: () -> Bool) async {
        var left = duration
        while left > .zero, isWanted() {
            await bus.pause(min(left, Self.glance))
            left -= Self.glance
        }
    }

    /// The newest event of a stream, if there is one.
    public func newest<Event: Decodable>(
        of stream: String? = nil, as type: Event.Type = Event.self
    ) async throws(BusError) -> JournalContract.Entry<Event>? {
        let last = try await range(of: stream).last
        guard last > 0 else { return nil }
        return try await read(stream, after: last - 1, limit: 1, as: type).events.first
    }

    /// The sequence numbers of the oldest and the newest event kept; the first is beyond the last when none is.
    public func range(of stream: String? = nil) async throws(BusError) -> (first: Int64, last: Int64) {
        let page = try await read(stream, after: Self.beyond, limit: 1, as: Never.self)
        return (page.first, page.last)
    }

    /// No stream has so many; JSON holds it exactly everywhere.
    private static let beyond: Int64 = 1 << 52
}
