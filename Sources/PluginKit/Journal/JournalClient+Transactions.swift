public import Contracts

extension JournalClient {
    /// Begins a transaction, for those who go through its phases themselves.
    ///
    /// - Parameter deadline: how long it may stand in VALIDATION before the journal rolls it back; an hour if nil, a day at most.
    public func begin(
        _ kind: String, from: String = "", to: String = "", _ operations: [JournalContract.Operation], deadline: Duration? = nil
    ) async throws(BusError) -> JournalTransaction {
        let request = JournalContract.Begin(
            kind: kind, from: from, to: to, operations: operations, deadline: deadline.map(Self.seconds))
        let begun: JournalContract.Transaction = try await bus.request(JournalContract.Subject.begin, request, timeout: Self.patience)
        return JournalTransaction(begun, on: bus)
    }

    /// One that was begun earlier, perhaps by an earlier process.
    public func transaction(_ id: String) -> JournalTransaction { JournalTransaction(id: id, on: bus) }

    /// What the journal knows of a transaction, by its id.
    public func show(_ id: String) async throws(BusError) -> JournalContract.Transaction {
        try await bus.request(JournalContract.Subject.show, JournalContract.ID(id: id), timeout: Self.patience)
    }

    /// All operations, or none, whenever the power goes.
    ///
    /// ```swift
    /// try await bus.journal.transaction("settings", [
    ///     .writeFile(path: "a.conf", content: .text(a), mode: nil),
    ///     .writeFile(path: "b.conf", content: .text(b), mode: nil),
    /// ]) { try await self.reload() }
    /// ```
    ///
    /// What is answered is committed; its `note` says if something is still to be cleaned up.
    ///
    /// - Parameters:
    ///   - deadline: how long `validate` may take before the journal rolls it back; an hour if nil, a day at most.
    ///   - validate: called when the new state is in place but not yet committed; what it throws rolls it back.
    @discardableResult
    public func transaction(
        _ kind: String, from: String = "", to: String = "", _ operations: [JournalContract.Operation], deadline: Duration? = nil,
        validate: () async throws -> Void = {}
    ) async throws -> JournalContract.Transaction {
        let transaction = try await begin(kind, from: from, to: to, operations, deadline: deadline)
        do {
            // STAGING, MIGRATION, SWITCH.
            for _ in 1...3 {
                try await patiently(with: \.isOfTheMoment) { () async throws(BusError) in try await transaction.advance() }
            }
            try await validate()
        } catch {
            await giveUp(transaction, because: error)
            throw error
        }
        return try await patiently(with: \.isOfTheMoment) { () async throws(BusError) in try await transaction.commit() }
    }

    /// What cannot be rolled back now, by a journal that has just died say, is tried again; what cannot be at all, the journal rolls
    /// back by itself, later. The first error is the one that matters.
    private func giveUp(_ transaction: JournalTransaction, because reason: any Error) async {
        // What there is no room for in a reason would keep it from being rolled back.
        let words = String("\(reason)".prefix(500))
        do throws(BusError) {
            _ = try await patiently { () async throws(BusError) in try await transaction.rollback(words) }
        } catch {
            bus.onProblem(error)
        }
    }
}
