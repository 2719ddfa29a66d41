import EventLoop

/// Back-pressure: the one rule by which the bus's memory is bounded.
///
/// Whoever publishes to a peer with more than its mark waiting is not read until it has room. The mark is low while the
/// peer takes what it gets, so that a stream flows through the cache; a peer that pauses is granted half of `maxPending`.
/// One that takes nothing then for `stallPatience`, has no room for `stallLimit`, or fills up is a slow consumer: cut off.
extension Bus {
    /// How often congested peers are judged, milliseconds.
    private static let judgeEvery: UInt64 = 100

    @inline(__always)
    func checkPressure(on receiver: Peer, from sender: Peer?) {
        if receiver.outbox.count > receiver.mark { press(receiver, sender) }
    }

    private func press(_ receiver: Peer, _ sender: Peer?) {
        // Perhaps the socket takes more now: a turn's worth of output may simply not have been written yet.
        receiver.flush()
        guard !receiver.isClosing, receiver.outbox.count > receiver.mark else { return }
        guard receiver.outbox.count <= options.maxPending else { return cutOff(receiver) }
        if receiver.congestion == nil {
            receiver.congestion = Congestion(written: receiver.outbox.written, now: now)
            congested.insert(receiver.id)
            if !judge.isActive { judge.start(after: Self.judgeEvery, repeating: Self.judgeEvery) }
        }
        if let sender, receiver.congestion?.hold(sender.id) == true { sender.waitsFor += 1 }
        cutOffSlowestIfOverfull()
    }

    private func cutOffSlowestIfOverfull() {
        let peers = congested.compactMap { self.peers[$0] }
        guard peers.reduce(0, { $0 + $1.outbox.count }) > options.maxPendingInAll else { return }
        if let slowest = peers.max(by: { $0.outbox.count < $1.outbox.count }) { cutOff(slowest) }
    }

    func cutOff(_ peer: Peer) {
        slowConsumers += 1
        peer.close(saying: "Slow Consumer")
    }

    func judgeCongested() {
        for peer in congested.compactMap({ peers[$0] }) {
            peer.congestion?.progressed(peer.outbox.written, now: now)
            let isAtHalf = peer.mark >= options.maxPending / 2
            let patience = isAtHalf ? options.stallPatience : Int64(Self.judgeEvery)
            guard peer.congestion?.isStuck(now: now, patience: patience, limit: options.stallLimit) == true else { continue }
            if isAtHalf {
                cutOff(peer)
            } else {
                peer.mark = options.maxPending / 2
                letPublishersGo(peer)
            }
        }
        if congested.isEmpty { judge.stop() }
    }

    /// After a write: has the receiver room again?
    @inline(__always)
    func checkRelief(of receiver: Peer) {
        if receiver.congestion != nil, receiver.outbox.count <= options.lowMark / 2 { relieve(receiver) }
    }

    private func relieve(_ receiver: Peer) {
        receiver.mark = options.lowMark
        letPublishersGo(receiver)
    }

    /// Lets those go on who were held back for `receiver`.
    func letPublishersGo(_ receiver: Peer) {
        guard let congestion = receiver.congestion else { return }
        receiver.congestion = nil
        congested.remove(receiver.id)
        for publisher in congestion.held.compactMap({ peers[$0] }) {
            publisher.waitsFor -= 1
            if publisher.waitsFor == 0 { resumeNextTurn(publisher) }
        }
    }

    /// Goes on with a held-back peer's input in the next turn, after the others had theirs.
    func resumeNextTurn(_ peer: Peer) {
        resuming.append(peer.id)
        if !resume.isActive { resume.start(after: 0) }
    }

    func resumePeers() {
        let ids = resuming
        resuming = []
        for peer in ids.compactMap({ peers[$0] }) { peer.resume() }
    }
}
