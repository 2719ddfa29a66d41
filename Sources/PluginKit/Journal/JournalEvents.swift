public import Contracts

/// The events of a stream in order, up to its end; fetched some at a time.
///
/// Where the stream has let go of some that come after the last one known, that is told once, as an error with the code 410: who sums
/// them up must begin anew. Asked on, it goes on behind the gap.
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
            if fetched.isEmpty { try await fetch() }
            guard let entry = fetched.popLast() else { return nil }
            last = entry.sequence
            return entry
        }

        private mutating func fetch() async throws(BusError) {
            let page = try await journal.read(stream, after: last, as: Event.self)
            fetched = page.events.reversed()
            // Who knows of none wants those there are.
            guard last > 0, page.first > last + 1 else { return }
            let known = last
            last = page.first - 1
            throw .service(
                ServiceError(410, "the stream '\(stream)' has let go of its events \(known + 1) to \(last); read it from its beginning"))
        }
    }
}
