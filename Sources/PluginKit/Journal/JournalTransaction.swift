public import Contracts

/// A transaction under way, from STAGING to its end.
///
/// If the power goes, the journal rolls it back before any plugin starts, unless it was in COMMIT.
/// Who did not hear an answer may ask again: what is done already is not done twice.
public final class JournalTransaction {
    public let id: String
    /// A ``JournalContract/Phase`` as the latest answer told it; nil is a word of a newer journal.
    public private(set) var phase: JournalContract.Phase?
    let bus: BusConnection

    init(_ transaction: JournalContract.Transaction, on bus: BusConnection) {
        (id, phase, self.bus) = (transaction.id, JournalContract.Phase(rawValue: transaction.phase), bus)
    }

    /// One begun earlier, whose phase is not known: its advances are what the journal takes them for.
    init(id: String, on bus: BusConnection) { (self.id, phase, self.bus) = (id, nil, bus) }

    /// Moving large files and migrating databases takes its time; the journal has deadlines of its own for that.
    private static let patience = Duration.seconds(3600)

    /// Does the work of the present phase and goes on to the next one, up to VALIDATION.
    @discardableResult
    public func advance() async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.advance, phase)
    }

    /// The same, and adds an event to a stream in the very instant the phase changes.
    @discardableResult
    public func advance<Event: Encodable>(
        appending event: Event, to stream: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.advance, phase, appending: append(event, stream))
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
        try await step(JournalContract.Subject.rollback, reason: reason)
    }

    /// The same, and adds an event to a stream in the very instant it is over.
    @discardableResult
    public func rollback<Event: Encodable>(
        _ reason: String, appending event: Event, to stream: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await step(JournalContract.Subject.rollback, reason: reason, appending: append(event, stream))
    }

    private func step(
        _ subject: String, _ phase: JournalContract.Phase? = nil, reason: String? = nil
    ) async throws(BusError) -> JournalContract.Transaction {
        try await ask(subject, JournalContract.Step<Never>(id: id, phase: phase, reason: reason))
    }

    private func step<Event: Encodable>(
        _ subject: String, _ phase: JournalContract.Phase? = nil, reason: String? = nil, appending append: JournalContract.Append<Event>
    ) async throws(BusError) -> JournalContract.Transaction {
        try await ask(subject, JournalContract.Step(id: id, phase: phase, reason: reason, event: append))
    }

    private func ask(_ subject: String, _ step: some Encodable) async throws(BusError) -> JournalContract.Transaction {
        let answer: JournalContract.Transaction = try await bus.request(subject, step, timeout: Self.patience)
        phase = JournalContract.Phase(rawValue: answer.phase)
        return answer
    }

    private func append<Event>(_ event: Event, _ stream: String?) -> JournalContract.Append<Event> {
        JournalContract.Append(stream: stream ?? bus.journal.ownStream, event: event)
    }
}
