extension JournalContract {
    /// `journal.append`: answered with ``Appended`` once the event survives a power cut.
    public struct Append<Event> {
        public var stream: String
        public var event: Event

        public init(stream: String, event: Event) { (self.stream, self.event) = (stream, event) }
    }

    public struct Appended: Codable, Equatable, Sendable {
        /// Counted from 1 in each stream, without gaps.
        public var sequence: Int64

        public init(sequence: Int64) { self.sequence = sequence }
    }

    /// `journal.read`: answered with ``Events``.
    public struct Read: Codable, Equatable, Sendable {
        public var stream: String
        /// The last sequence number already known; 0 for none.
        public var after: Int64
        /// At most 1,000, which is also the default. Fewer are answered when they are large; none means that there are no more.
        public var limit: Int?

        public init(stream: String, after: Int64, limit: Int? = nil) {
            (self.stream, self.after, self.limit) = (stream, after, limit)
        }
    }

    public struct Events<Event> {
        public var events: [Entry<Event>]
        /// The oldest and newest event kept; first is beyond last when none is kept.
        public var first: Int64
        public var last: Int64
    }

    public struct Entry<Event> {
        public var sequence: Int64
        public var time: Double
        public var event: Event
    }

    /// `journal.streams`: those the caller may read, by name; at most 1,000 in one answer, which begins after this name.
    public struct ListStreams: Codable, Equatable, Sendable {
        public var after: String?

        public init(after: String? = nil) { self.after = after }
    }

    public struct Streams: Codable, Equatable, Sendable {
        public var streams: [Stream]

        public init(streams: [Stream]) { self.streams = streams }
    }

    public struct Stream: Codable, Equatable, Sendable {
        public var stream: String
        public var first: Int64
        public var last: Int64
        /// Of the events kept.
        public var bytes: Int64
        public var maxAge: Double?
        public var maxBytes: Int64?

        public init(stream: String, first: Int64, last: Int64, bytes: Int64, maxAge: Double?, maxBytes: Int64?) {
            (self.stream, self.first, self.last, self.bytes) = (stream, first, last, bytes)
            (self.maxAge, self.maxBytes) = (maxAge, maxBytes)
        }
    }

    /// `journal.retain`: how much of a stream is kept; what is missing is not bounded for itself. Answered with the ``Stream``.
    ///
    /// All streams of one owner keep 256 MiB together; beyond that appends are refused.
    public struct Retain: Codable, Equatable, Sendable {
        public var stream: String
        /// Seconds.
        public var maxAge: Double?
        /// The newest event is kept whatever its size.
        public var maxBytes: Int64?

        public init(stream: String, maxAge: Double? = nil, maxBytes: Int64? = nil) {
            (self.stream, self.maxAge, self.maxBytes) = (stream, maxAge, maxBytes)
        }
    }
}

extension JournalContract.Append: Sendable where Event: Sendable {}
extension JournalContract.Append: Encodable where Event: Encodable {}
extension JournalContract.Append: Decodable where Event: Decodable {}
extension JournalContract.Entry: Sendable where Event: Sendable {}
extension JournalContract.Entry: Encodable where Event: Encodable {}
extension JournalContract.Entry: Decodable where Event: Decodable {}
extension JournalContract.Events: Sendable where Event: Sendable {}
extension JournalContract.Events: Encodable where Event: Encodable {}
extension JournalContract.Events: Decodable where Event: Decodable {}
