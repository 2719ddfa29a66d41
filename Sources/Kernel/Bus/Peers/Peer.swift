import EventLoop
import Wire

/// One connection to the bus, and everything it holds: its death is one sweep.
final class Peer {
    let id: UInt64
    let door: Door
    let stream: Stream
    let bus: Bus

    var identity: Identity
    private(set) var permissions: Permissions
    /// What of `permissions` each message asks for.
    private(set) var mayPublishAnything = true
    private(set) var isPartlyDenied = false
    private(set) var answersRequests = false
    private(set) var isFeature = false
    private(set) var hearsSenders = false
    var options = ConnectOptions()
    var subscriptions: [[UInt8]: Subscription] = [:]
    /// About what they cost the host, bytes.
    var subscriptionCost = 0
    /// Set for those whose answers are watched: features, and users with allow_responses.
    var requests: RequestLedger?
    var counters = MessageCounters()

    var parser: ClientOperationParser
    /// Bytes of an operation not complete yet, or not yet begun while the peer is held back.
    var input: [UInt8] = []
    /// Of it, what the bus has counted.
    var notedInput = 0
    let outbox: Outbox
    /// What it may publish to, for those who may not publish everything.
    let publishVerdicts: SubjectCache<Bool>

    var isClosing = false
    var needsFlush = false
    var isReading = true
    var keepAlive: KeepAlive?
    var timer: Timer?
    /// Peers that are full and to whom this one published: it is not read until they have room.
    var waitsFor = 0
    var congestion: Congestion?
    /// Bytes waiting at which its publishers are held.
    var mark: Int

    init(id: UInt64, door: Door, stream: Stream, identity: Identity, permissions: Permissions, bus: Bus) {
        self.id = id
        self.door = door
        self.stream = stream
        self.identity = identity
        self.permissions = permissions
        self.bus = bus
        outbox = Outbox(pool: bus.pool)
        mark = bus.options.lowMark
        parser = ClientOperationParser(
            maximumControlLine: bus.options.maxControlLine, maximumPayload: bus.options.maxPayload,
            expectsConnect: identity == .unknown)
        publishVerdicts = SubjectCache(slots: 16, seed: bus.seed)
        become(identity, permissions)
    }

    func become(_ identity: Identity, _ permissions: Permissions) {
        // Who only says again who it is keeps what it was asked; of others the callers learn that nobody answers.
        if identity != self.identity { bus.abandonRequests(of: self) }
        self.identity = identity
        self.permissions = permissions
        requests = requests ?? permissions.responses.map(RequestLedger.init)
        mayPublishAnything = permissions.publish == .everything && requests == nil
        isPartlyDenied = !permissions.subscribe.deny.isEmpty
        answersRequests = requests != nil
        isFeature = identity.feature != nil
        hearsSenders = permissions.senders
        publishVerdicts.removeAll()
        parser.expectsConnect = identity == .unknown
    }

    /// A line for the host's log and for `-ERR`-less ends: who this is.
    var description: String {
        let who =
            switch identity {
            case .unknown: "unknown client"
            case .anonymous: "anonymous client"
            case .user(let name): "user '\(name)'"
            case .token: "user by token"
            case .admin(let uid): "admin (uid \(uid))"
            case .feature(let id): "feature '\(id)'"
            }
        return options.name.isEmpty ? who : "\(who) \(Array(options.name.utf8).withUnsafeBytes { quoted($0) })"
    }
}
