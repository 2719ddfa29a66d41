public import Contracts

/// A transaction under way, from STAGING to its end.
///
/// If the power goes, the journal rolls it back before any plugin starts, unless it was in COMMIT.
public struct JournalTransaction {
    public let id: String
    let bus: BusConnection

    init(id: String, bus: BusConnection) { (self.id, self.bus) = (id, bus) }

    /// Moving large files and migrating databases takes its time; the journal has deadlines of its own for that.
    private static let patience = Duration.seconds(3600)

    /// Does the work of the present phase and goes on to the next one, up to VALIDATION.
    @discardableResult
    public func advance() async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.advance)
    }

    /// The same, and adds an event to a stream in the very instant the phase changes.
    @discardableResult
    public func advance<Event: Encodable>(
        appending event: Event, to stream: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.advance, appending: append(event, stream))
    }

    /// From VALIDATION: the new state is the one that stays.
    @discardableResult
    public func commit() async throws(BusError) -> JournalContract.Transaction { try await step(JournalContract.Subject.commit) }

    /// The same, and adds an event to a stream in the very instant it is committed.
    @discardableResult
    public func commit<Event: Encodable>(
        appending event: Event, to stream: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.commit, appending: append(event, stream))
    }

    /// Everything becomes as it was.
    @discardableResult
    public func rollback(_ reason: String) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.rollback, reason)
    }

    /// The same, and adds an event to a stream in the very instant it is over.
    @discardableResult
    public func rollback<Event: Encodable>(
        _ reason: String, appending event: Event, to stream: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.rollback, reason, appending: append(event, stream))
    }

    private func step(_ subject: String, _ reason: String? = nil) async throws(BusError) -> JournalContract.Transaction {
        let request = JournalContract.Step<Never>(id: id, reason: reason)
        return try await bus.request(subject, request, timeout: Self.patience)
    }

    private func step<Event: Encodable>(
        _ subject: String, _ reason: String? = nil, appending append: JournalContract.Append<Event>
    ) async throws(BusError) -> JournalContract.Transaction {
        try await bus.request(subject, JournalContract.Step(id: id, reason: reason, event: append), timeout: Self.patience)
    }

    private func append<Event>(_ event: Event, _ stream: String?) -> JournalContract.Append<Event> {
        JournalContract.Append(stream: stream ?? bus.journal.ownStream, event: event)
    }
}
