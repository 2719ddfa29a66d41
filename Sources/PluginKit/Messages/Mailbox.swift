/// What waits between the loop and one reader: bounded in messages and bytes.
///
/// Ends once; what was there before its end is still handed out, then the end is told to every later call.
final class Mailbox {
    typealias Delivery = Result<Message?, BusError>

    /// What becomes of a message there is no room for.
    var overflowed: (Message) -> Void = { _ in }

    private let maximumMessages: Int
    private let maximumBytes: Int
    private var messages: [Message] = []
    private var taken = 0
    private var bytes = 0
    private var reader: ((Delivery) -> Void)?
    private var end: Delivery?

    init(maximumMessages: Int, maximumBytes: Int = 8 << 20) {
        self.maximumMessages = maximumMessages
        self.maximumBytes = maximumBytes
    }

    func deliver(_ message: Message) {
        guard end == nil else { return }
        if let reader {
            self.reader = nil
            return reader(.success(message))
        }
        guard messages.count - taken < maximumMessages, bytes + message.size <= maximumBytes else {
            return overflowed(message)
        }
        messages.append(message)
        bytes += message.size
    }

    /// With nil the reader's sequence ends, else it throws.
    func finish(_ error: BusError?) {
        guard end == nil else { return }
        let end: Delivery = error.map { .failure($0) } ?? .success(nil)
        self.end = end
        reader?(end)
        reader = nil
    }

    func next(_ reader: @escaping (Delivery) -> Void) {
        precondition(self.reader == nil, "a subscription has one reader")
        if let message = takeFirst() { return reader(.success(message)) }
        if let end { return reader(end) }
        self.reader = reader
    }

    private func takeFirst() -> Message? {
        guard taken < messages.count else { return nil }
        let message = messages[taken]
        bytes -= message.size
        taken += 1
        if taken == messages.count || taken >= 256 {
            messages.removeFirst(taken)
            taken = 0
        }
        return message
    }
}
