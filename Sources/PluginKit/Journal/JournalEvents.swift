public import Contracts

/// The events of a stream in order, up to its end; fetched some at a time.
public struct JournalEvents<Event: Decodable>: AsyncSequence {
    public typealias Element = JournalContract.Entry<Event>
    public typealias Failure = BusError

    private let journal: JournalClient
    private let stream: String
    private let first: Int64

    init(_ journal: JournalClient, _ stream: String, after sequence: Int64) {
        (self.journal, self.stream, first) = (journal, stream, sequence)
    }

    public func makeAsyncIterator() -> Iterator { Iterator(journal, stream, after: first) }

    public struct Iterator: AsyncIteratorProtocol {
        private let journal: JournalClient
        private let stream: String
        private var last: Int64
        /// The next one at the end.
        private var fetched: [Element] = []

        fileprivate init(_ journal: JournalClient, _ stream: String, after sequence: Int64) {
            (self.journal, self.stream, last) = (journal, stream, sequence)
        }

        public mutating func next() async throws(BusError) -> Element? {
            if fetched.isEmpty { fetched = try await journal.read(stream, after: last, as: Event.self).events.reversed() }
            guard let entry = fetched.popLast() else { return nil }
            last = entry.sequence
            return entry
        }
    }
}
