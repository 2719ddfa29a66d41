/// What a server says to a client in the NATS protocol.
public enum ServerOperation: Equatable, Sendable {
    /// The JSON text as it came: most clients want a few members of it only.
    case info([UInt8])
    case msg(Delivery)
    case hmsg(Delivery, Headers)
    case ping
    case pong
    case ok
    /// The words without their quotes.
    case err(String)

    /// One message on its way to one subscription.
    public struct Delivery: Equatable, Sendable {
        public let subject: String
        public let subscription: UInt64
        public let reply: String?
        public let payload: [UInt8]

        public init(subject: String, subscription: UInt64, reply: String? = nil, payload: [UInt8] = []) {
            self.subject = subject
            self.subscription = subscription
            self.reply = reply
            self.payload = payload
        }
    }
}
