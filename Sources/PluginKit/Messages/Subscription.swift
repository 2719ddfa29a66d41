/// The messages on one subject, to be read by one `for try await`.
///
/// Holds a bounded number of unread messages; when more come, it ends with ``BusError/overflow(subject:)`` after those it holds.
/// A cancelled task's loop ends with the next message.
public final class Subscription: AsyncSequence {
    public typealias Element = Message
    public typealias Failure = BusError

    public let subject: String
    public let queue: String?
    let id: UInt64
    let mailbox: Mailbox
    /// Messages still to come before it ends by itself.
    var remaining: Int?
    private let connection: BusConnection

    init(_ subject: String, queue: String?, id: UInt64, mailbox: Mailbox, remaining: Int?, of connection: BusConnection) {
        self.subject = subject
        self.queue = queue
        self.id = id
        self.mailbox = mailbox
        self.remaining = remaining
        self.connection = connection
    }

    /// Ends the sequence after the messages it holds.
    public func unsubscribe() { connection.unsubscribe(self) }

    public func makeAsyncIterator() -> Iterator { Iterator(mailbox: mailbox) }

    public struct Iterator: AsyncIteratorProtocol {
        let mailbox: Mailbox

        public mutating func next() async throws(BusError) -> Message? {
            guard !Task.isCancelled else { return nil }
            return try await withCheckedContinuation { waiting in
                mailbox.next { waiting.resume(returning: $0) }
            }.get()
        }

        public mutating func next(isolation: isolated (any Actor)?) async throws(BusError) -> Message? {
            guard !Task.isCancelled else { return nil }
            return try await withCheckedContinuation(isolation: isolation) { waiting in
                mailbox.next { waiting.resume(returning: $0) }
            }.get()
        }
    }
}
