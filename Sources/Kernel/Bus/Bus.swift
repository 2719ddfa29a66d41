import EventLoop
import Wire

/// The message bus: peers, who subscribes to what, and the way of a message between them.
///
/// It reads subjects and header lengths, never bodies. It lives on its loop; what it does in a turn is written to the
/// peers at the turn's end, once each.
final class Bus {
    let loop: Loop
    let options: BusOptions
    let seed: UInt64
    let router: Router
    let pool = ChunkPool()
    var random: RandomSource

    /// Where the TCP door is, once it is open.
    private(set) var address: (host: String, port: UInt16)?
    var peers: [UInt64: Peer] = [:]
    /// Those that have left, while their last output is written.
    var lingering: [UInt64: Peer] = [:]
    var authenticator = Authenticator()
    /// What each running feature may do, by id.
    var featurePermissions: [String: Permissions] = [:]
    var inboxes = InboxOwners()

    /// Bytes delivered so far: what a turn's budget is measured by.
    var deliveredBytes: Int64 = 0
    /// Why the message being routed was not given to one who would have had it.
    var refusal: String?
    /// Counters of peers that are gone; the living add theirs.
    var retired = MessageCounters()
    var slowConsumers = 0
    private(set) var connectionsEver: UInt64 = 0

    /// Bytes of operations not complete yet, of all peers.
    var unfinishedInput = 0

    var congested: Set<UInt64> = []
    private(set) var judge: Timer!
    var resuming: [UInt64] = []
    private var unflushed: [Peer] = []
    private var tidy: Timer!
    /// Ends requests that nobody has answered in time.
    private(set) var forget: Timer!
    var willForget = false
    /// Bytes written in a turn, at most, that count as one message by itself.
    private static let loneMessage = 4096
    /// Milliseconds for which memory that messages needed is kept for the next ones.
    private static let tidyAfter: UInt64 = 1000

    /// A feature's connection ended with callers waiting for its answers.
    var onAbandoned: (_ feature: String, _ callers: [Caller]) -> Void = { _, _ in }
    /// A feature is not read for another's sake: what it says is not heard, which is not its fault.
    var onHeld: (_ feature: String) -> Void = { _ in }
    /// Something an operator may want to know of.
    var onEvent: (_ event: Event) -> Void = { _ in }

    enum Event {
        case refused(Door, who: String)
        case left(Peer, reason: String)
    }

    /// One request without an answer.
    struct Caller {
        let requester: UInt64
        let reply: [UInt8]
    }

    init(on loop: Loop, options: BusOptions = BusOptions(), seed: UInt64) {
        self.loop = loop
        self.options = options
        self.seed = seed
        random = RandomSource(seed: seed)
        router = Router(seed: seed)
        judge = Timer(on: loop) { [unowned self] in judgeCongested() }
        tidy = Timer(on: loop) { [pool] in pool.trim() }
        forget = Timer(on: loop) { [unowned self] in forgetExpired() }
    }

    /// Boot-time clock, milliseconds.
    var now: Int64 { BootTime.now().milliseconds }

    func openedTCP(host: String, port: UInt16) { address = (host, port) }

    // MARK: Coming and going

    /// Takes in a connection; the caller has decided who it is, or leaves it to CONNECT with `.unknown`.
    @discardableResult
    func connect(_ stream: Stream, by door: Door, as identity: Identity, _ permissions: Permissions) -> Peer? {
        connectionsEver += 1
        let peer = Peer(id: connectionsEver, door: door, stream: stream, identity: identity, permissions: permissions, bus: self)
        peers[peer.id] = peer
        peer.send(info(for: peer))
        if identity == .unknown { makeRoomForUnknown() }
        guard door != .tcp || peers.values.count(where: { $0.door == .tcp }) <= options.maxConnections else {
            peer.close(saying: "maximum connections exceeded")
            return nil
        }
        if door != .birth { peer.startKeepAlive() }
        stream.read { [unowned peer] event in peer.receive(event) }
        return peer
    }

    /// Who does not say who it is gives way to who may: the eldest first.
    private func makeRoomForUnknown() {
        let unknown = peers.values.filter { $0.identity == .unknown }
        guard unknown.count > options.maxUnknown else { return }
        unknown.min { $0.id < $1.id }?.close(saying: "Authentication Timeout")
    }

    /// Says why, and closes.
    func refuse(_ stream: Stream, by door: Door, _ words: String, who: String) {
        onEvent(.refused(door, who: who))
        stream.write(Array("-ERR '\(words)'\r\n".utf8)) { _ in stream.close() }
    }

    /// The peer leaves the bus now: nothing is routed to it any more. Its last output may linger.
    func remove(_ peer: Peer, because reason: String) {
        guard peers.removeValue(forKey: peer.id) != nil else { return }
        for subscription in peer.subscriptions.values { router.remove(subscription) }
        peer.subscriptions = [:]
        relieve(peer)
        inboxes.release(peer.id)
        retired += peer.counters
        abandonRequests(of: peer)
        peer.linger()
        onEvent(.left(peer, reason: reason))
    }

    /// Ends every connection, as at the end of the host.
    func close() {
        for peer in Array(peers.values) {
            remove(peer, because: "the host stops")
            peer.finish()
        }
        for peer in Array(lingering.values) { peer.finish() }
        judge.close()
        tidy.close()
        forget.close()
    }

    // MARK: Flushing

    @inline(__always)
    func needsFlush(_ peer: Peer) {
        guard !peer.needsFlush else { return }
        peer.needsFlush = true
        if unflushed.isEmpty { loop.atTurnEnd { [unowned self] in flushPeers() } }
        unflushed.append(peer)
    }

    private func flushPeers() {
        let peers = unflushed
        unflushed.removeAll(keepingCapacity: true)
        // A request or an answer by itself: what is gathered from many is better gathered further.
        let isLone = peers.count == 1 && peers[0].outbox.count <= Self.loneMessage
        for peer in peers where peer.needsFlush { peer.flush() }
        if isLone { loop.expectAnswer() }
        if pool.isGenerous, !tidy.isActive { tidy.start(after: Self.tidyAfter) }
    }

    // MARK: Numbers

    func connections(of feature: String) -> Int { peers.values.count { $0.identity == .feature(feature) } }

    var counters: MessageCounters {
        peers.values.reduce(into: retired) { $0 += $1.counters }
    }
}
