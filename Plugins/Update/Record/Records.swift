import Contracts

/// Where the plugin writes down what must survive a power cut, and where it reads it again: the journal, or a test's memory.
protocol Records {
    /// To the stream `update`; when this returns, it is durable.
    func append(_ entry: Entry) async throws(Fault)

    /// The next entries of the stream `update` after a number, with theirs; none at its end.
    func entries(after sequence: Int64) async throws(Fault) -> [JournalContract.Entry<Entry>]

    /// Takes the place of what was kept in that part before.
    func keep(_ value: some Encodable, as part: RecordPart) async throws(Fault)

    /// What was kept last; nil if nothing was, or a newer version wrote it.
    func kept<Value: Decodable>(_ part: RecordPart, as type: Value.Type) async throws(Fault) -> Value?

    /// What became of a transaction, and why, if anybody has said so; nil is none.
    func finding(of transaction: String?) async throws(Fault) -> (finding: JournalFinding, reason: String?)
}
