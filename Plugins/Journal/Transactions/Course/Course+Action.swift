import Contracts

extension Course {
    /// The way that an action asks for; nil for those without one.
    ///
    /// The caller's event is written in the very act that makes the change certain: with the phase COMMIT and with the reason of a
    /// rollback, from which no cut leads back, and before which none leads on. Who asks again has had it written.
    /// - Parameters:
    ///   - event: nil, or an append.
    ///   - mounts: what is to be written down before the first step.
    init?(_ action: PhaseAction, of record: TransactionRecord, reason: String, appending event: Change?, mounts: [Change] = []) {
        let event = event.map { [$0] } ?? []
        switch action {
        case .take, .answer, .refuse: return nil
        case .work(let step, let next): self.init(step, record.operations, first: mounts, last: [.phase(next)] + event)
        case .finish:
            let first = record.position == .commit ? [] : [.phase(.commit)] + event
            self.init(.finish, record.operations, first: first, last: [.end(.done, reason: nil)])
        case .undo:
            let first = record.reason == nil ? [.reason(reason)] + event : []
            self.init(.undo, record.operations, first: first, last: [.end(.rolledBack, reason: record.reason ?? reason)])
        }
    }
}
