extension Store {
    /// The transactions, for an act at this moment.
    func transactions(at now: Moment) -> TransactionTable { TransactionTable(database: database, streams: streams, now: now) }
}
