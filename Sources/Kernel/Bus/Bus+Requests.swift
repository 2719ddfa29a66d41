import EventLoop

/// What becomes of requests that nobody answers.
extension Bus {
    /// Those that were asked of it and not answered never will be.
    func abandonRequests(of peer: Peer) {
        defer { peer.requests = nil }
        guard let feature = peer.identity.feature, var ledger = peer.requests else { return }
        // Whom another has been asked too may still be answered.
        let others = peers.values.filter { $0 !== peer && $0.answersRequests }
        let callers = ledger.takeUnanswered(now: now).filter { request in
            !others.contains { $0.requests?.holds(request.reply) == true }
        }.map { Caller(requester: $0.requester, reply: $0.reply) }
        if !callers.isEmpty { onAbandoned(feature, callers) }
    }

    /// After a request was noted: it is not to be kept until the next one comes.
    func forgetLater(_ peer: Peer) {
        if let rule = peer.requests?.rule { startForgetting(after: rule.expires) }
    }

    private func startForgetting(after milliseconds: Int64) {
        willForget = true
        forget.start(after: UInt64(max(1, milliseconds)))
    }

    /// What expires is gone after twice its time at most; once nothing is left nothing runs.
    func forgetExpired() {
        willForget = false
        let now = now
        for peer in peers.values { peer.requests?.forgetExpired(now) }
        let left = peers.values.compactMap { $0.requests }.filter { $0.count > 0 }.map(\.rule.expires).min()
        if let left { startForgetting(after: left) }
    }
}
