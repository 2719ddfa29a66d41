/// One SUB of a peer, or one of the kernel's own.
final class Subscription {
    let subject: [UInt8]
    let queue: [UInt8]?
    let sid: [UInt8]
    /// Its owner, which ends it before it goes itself: not to be touched once `isEnded`. Nil for the kernel's own.
    /// Unsafe because counting references twice a message is what the bus would spend its time with.
    unowned(unsafe) let peer: Peer?
    /// For the kernel's own: called at once, on the loop.
    let handler: ((Message) -> Void)?
    /// Messages delivered so far.
    var delivered = 0
    /// Delivered messages after which it ends; 0 for never.
    var limit = 0
    /// Out of the router: a message that was matched before must not reach it any more.
    var isEnded = false

    /// Where the trie keeps it, among those of its subject.
    var place = 0

    /// Whether it is below `_INBOX`.
    let isInbox: Bool
    /// It counts as its peer's owning that inbox.
    var ownsInbox = false

    init(subject: [UInt8], queue: [UInt8]? = nil, sid: [UInt8], peer: Peer) {
        self.subject = subject
        self.queue = queue
        self.sid = sid
        self.peer = peer
        isInbox = subject.starts(with: "_INBOX.".utf8)
        handler = nil
    }

    /// About what it costs the host, bytes: a node of the trie for each token.
    var cost: Int { 256 + subject.count + (queue?.count ?? 0) + sid.count + 160 * (1 + subject.count { $0 == UInt8(ascii: ".") }) }

    init(subject: [UInt8], handler: @escaping (Message) -> Void) {
        self.subject = subject
        self.handler = handler
        isInbox = false
        queue = nil
        sid = []
        peer = nil
    }
}
