import EventLoop

/// Back-pressure: the one rule by which the bus's memory is bounded.
///
/// Whoever publishes to a peer with more than its mark waiting is not read until it has room. The mark is low while the
/// peer takes what it gets, so that a stream flows through the cache; one that pauses or is slow is granted half of
/// `maxPending`. Who takes nothing for `stallPatience`, holds others back for `stallLimit` in all though it was granted that,
/// or fills up is a slow consumer: cut off. So is whoever has most waiting when all have more than `maxPendingInAll`.
extension Bus {
    /// How often congested peers are judged, milliseconds.
    private static let judgeEvery: UInt64 = 100

    @inline(__always)
    func checkPressure(on receiver: Peer, from sender: Peer?) {
        if receiver.outbox.count > receiver.mark || pool.pending > options.maxPendingInAll { press(receiver, sender) }
    }

    private func press(_ receiver: Peer, _ sender: Peer?) {
        // Perhaps the socket takes more now: a turn's worth of output may simply not have been written yet. If it fails,
        // the receiver leaves the bus, and its last owner may be who called.
        withExtendedLifetime(receiver) { receiver.flush() }
        if pool.pending > options.maxPendingInAll { makeRoom() }
        guard !receiver.isClosing, receiver.outbox.count > receiver.mark else { return }
        guard receiver.outbox.count <= options.maxPending else { return cutOff(receiver) }
        if receiver.congestion == nil {
            receiver.congestion = Congestion(written: receiver.taken, now: now)
            congested.insert(receiver.id)
            if !judge.isActive { judge.start(after: Self.judgeEvery, repeating: Self.judgeEvery) }
        }
        if let sender, receiver.congestion?.hold(sender.id) == true { sender.waitsFor += 1 }
    }

    /// Those that have left already lose no more than the moment to read why: they give way first.
    private func makeRoom() {
        for peer in lingering.values.sorted(by: { $0.outbox.count > $1.outbox.count }) where pool.pending > options.maxPendingInAll {
            peer.finish()
        }
        guard pool.pending > options.maxPendingInAll else { return }
        if let slowest = peers.values.max(by: { $0.outbox.count < $1.outbox.count }) { cutOff(slowest) }
    }

    private func cutOff(_ peer: Peer) {
        slowConsumers += 1
        peer.close(saying: Peer.slowConsumer)
        // The moment to read why is given only while there is memory for it.
        if pool.pending > options.maxPendingInAll { peer.finish() }
    }

    func judgeCongested() {
        for peer in congested.compactMap({ peers[$0] }) { judge(peer) }
        if congested.isEmpty { judge.stop() }
    }

    private func judge(_ peer: Peer) {
        let half = options.maxPending / 2
        let isHolding = peer.mark >= half && peer.congestion?.held.isEmpty == false
        peer.congestion?.observe(written: peer.taken, slowlyHeld: isHolding ? Int64(Self.judgeEvery) : 0, now: now)
        guard let congestion = peer.congestion else { return }
        let idle = congestion.idle(now: now)
        if idle >= options.stallPatience || congestion.slowlyHeld >= options.stallLimit { return cutOff(peer) }
        if peer.mark < half, idle >= Self.judgeEvery || congestion.isSlower(than: options.lowMark) {
            peer.mark = half
            letPublishersGo(peer)
        }
        for publisher in congestion.held.compactMap({ peers[$0]?.identity.feature }) { onHeld(publisher) }
    }

    /// After a write: has the receiver room again?
    @inline(__always)
    func checkRelief(of receiver: Peer) {
        guard receiver.congestion != nil else { return }
        if receiver.outbox.count <= options.lowMark / 2 {
            relieve(receiver)
        } else if receiver.mark > options.lowMark, receiver.outbox.count <= receiver.mark - options.lowMark / 2 {
            letPublishersGo(receiver)
        }
    }

    /// It has room, or is gone.
    func relieve(_ receiver: Peer) {
        receiver.mark = options.lowMark
        letPublishersGo(receiver)
        receiver.congestion = nil
        congested.remove(receiver.id)
    }

    private func letPublishersGo(_ receiver: Peer) {
        for publisher in receiver.congestion?.takeHeld().compactMap({ peers[$0] }) ?? [] {
            publisher.waitsFor -= 1
            if publisher.waitsFor == 0 { resumeNextTurn(publisher) }
        }
    }

    /// Goes on with a held-back peer's input in the next turn, after the others had theirs.
    func resumeNextTurn(_ peer: Peer) {
        resuming.append(peer.id)
        guard resuming.count == 1 else { return }
        // Two turn's ends away: between them the loop reads from the others, without waiting.
        loop.atTurnEnd { [unowned self] in loop.atTurnEnd { [unowned self] in resumePeers() } }
    }

    func resumePeers() {
        let ids = resuming
        resuming = []
        for peer in ids.compactMap({ peers[$0] }) { peer.resume() }
    }
}
