public import Contracts

extension JournalClient {
    /// Begins a transaction, for those who go through its phases themselves.
    public func begin(
        _ kind: String, from: String = "", to: String = "", _ operations: [JournalContract.Operation]
    ) async throws(BusError) -> JournalTransaction {
        let request = JournalContract.Begin(kind: kind, from: from, to: to, operations: operations)
        let begun: JournalContract.Transaction = try await bus.request(JournalContract.Subject.begin, request, timeout: Self.patience)
        return JournalTransaction(id: begun.id, bus: bus)
    }

    /// One that was begun earlier, perhaps by an earlier process.
    public func transaction(_ id: String) -> JournalTransaction { JournalTransaction(id: id, bus: bus) }

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
    /// - Parameter validate: called when the new state is in place but not yet committed; what it throws rolls it back.
    @discardableResult
    public func transaction(
        _ kind: String, from: String = "", to: String = "", _ operations: [JournalContract.Operation],
        validate: () async throws -> Void = {}
    ) async throws -> JournalContract.Transaction {
        let transaction = try await begin(kind, from: from, to: to, operations)
        do {
            // STAGING, MIGRATION, SWITCH.
            for _ in 1...3 { try await transaction.advance() }
            try await validate()
        } catch {
            await giveUp(transaction, because: error)
            throw error
        }
        return try await transaction.commit()
    }

    /// What cannot be rolled back now, by a journal that has just died say, is tried again; what cannot be at all, the journal rolls
    /// back when the host starts the next time. The first error is the one that matters.
    private func giveUp(_ transaction: JournalTransaction, because reason: any Error) async {
        // What there is no room for in a reason would keep it from being rolled back.
        let words = String("\(reason)".prefix(500))
        for pause in Self.pauses {
            do throws(BusError) {
                try await transaction.rollback(words)
                return
            } catch {
                bus.onProblem(error)
                guard error.mayPass, let pause else { return }
                await bus.pause(pause)
            }
        }
    }

    /// As long as a journal may take to be started again after a crash, and to recover.
    static let pauses: [Duration?] = [.milliseconds(100), .seconds(1), .seconds(5), .seconds(30), nil]
}
