/// One SUB of a peer, or one of the kernel's own.
final class Subscription {
    enum Target {
        case peer(Peer)
        /// The kernel's own services: called at once, on the loop.
        case kernel((Message) -> Void)
    }

    let subject: [UInt8]
    let queue: [UInt8]?
    let sid: [UInt8]
    let target: Target
    /// Messages delivered so far.
    var delivered = 0
    /// Delivered messages after which it ends; 0 for never.
    var limit = 0
    /// Out of the router: a message that was matched before must not reach it any more.
    var isEnded = false

    init(subject: [UInt8], queue: [UInt8]? = nil, sid: [UInt8] = [], target: Target) {
        self.subject = subject
        self.queue = queue
        self.sid = sid
        self.target = target
    }

    var peer: Peer? {
        if case .peer(let peer) = target { peer } else { nil }
    }
}
