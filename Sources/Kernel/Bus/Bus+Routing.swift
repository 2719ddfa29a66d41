import Wire

extension Bus {
    /// Brings a message to everyone it is for; tells the sender when a request reached nobody.
    @inline(__always)
    func route(_ publication: Publication, from sender: Peer) {
        let message = Message(
            subject: publication.subject, reply: publication.reply, headerLength: publication.headerLength,
            body: publication.body, headerSize: publication.headerSize, size: publication.size, sender: sender)
        refusal = nil
        if route(message) || message.reply.isEmpty { return }
        if let refusal {
            answer(message.reply, of: sender, .busy(refusal))
        } else if sender.options.noResponders {
            answer(message.reply, of: sender, .noResponders)
        }
    }

    /// Whether anyone got it.
    @discardableResult
    @inline(__always)
    func route(_ message: Message) -> Bool {
        let match = router.match(message.subject)
        // A subscription that ends on the way empties the cache: the routes are this match's.
        return withExtendedLifetime(match) {
            var reached = false
            for route in match.plain where deliver(message, by: route) { reached = true }
            guard match.hasGroups else { return reached }
            for group in match.groups where deliver(message, toOneOf: group) { reached = true }
            return reached
        }
    }

    /// A queue group: one member at random, or the next that can take it.
    private func deliver(_ message: Message, toOneOf group: [Match.Route]) -> Bool {
        let first = random.next(below: group.count)
        for offset in 0..<group.count {
            if deliver(message, by: group[(first + offset) % group.count]) { return true }
        }
        return false
    }

    @inline(__always)
    private func deliver(_ message: Message, by route: Match.Route) -> Bool {
        route.subscription._withUnsafeGuaranteedRef { subscription in
            guard !subscription.isEnded else { return false }
            if let peer = route.peer { return peer._withUnsafeGuaranteedRef { deliver(message, to: subscription, of: $0) } }
            subscription.handler?(message)
            return true
        }
    }

    @inline(__always)
    private func deliver(_ message: Message, to subscription: Subscription, of peer: Peer) -> Bool {
        if peer === message.sender, !peer.options.echo { return false }
        // Whatever a feature may hear, another's answers are not for it.
        if peer.isFeature, !subscription.isInbox, message.isToInbox { return false }
        if peer.isPartlyDenied, peer.permissions.subscribe.deny.contains(where: { $0.covers(message.subject) }) { return false }
        if peer.answersRequests, !message.reply.isEmpty, !record(message, for: peer) { return false }
        subscription.delivered += 1
        peer.deliver(message, sid: subscription.sid)
        // Each costs something, however small.
        deliveredBytes &+= Int64(message.body.count + 64)
        if subscription.limit > 0, subscription.delivered >= subscription.limit { peer.end(subscription) }
        checkPressure(on: peer, from: message.sender)
        return true
    }

    /// Notes the request in the ledger of the one who is to answer. A full ledger is said to the caller, if nobody else
    /// took the request; so is what fell out of it.
    private func record(_ message: Message, for peer: Peer) -> Bool {
        guard let sender = message.sender else { return true }
        let hasRoom = peer.requests?.record(message.reply, from: sender.id, now: now) == true
        if hasRoom, !willForget { forgetLater(peer) }
        if !hasRoom || peer.requests?.dropped.isEmpty == false { tellTooMany(peer, sender, isRefused: !hasRoom) }
        return hasRoom
    }

    private func tellTooMany(_ peer: Peer, _ sender: Peer, isRefused: Bool) {
        let words = "\(peer.description) has too many requests unanswered"
        for reply in peer.requests?.takeDropped() ?? [] { reply.withUnsafeBytes { answer($0, of: sender, .busy(words)) } }
        if isRefused { refusal = words }
    }

    // MARK: From the kernel itself

    /// Publishes for the kernel.
    @discardableResult
    func publish(_ subject: [UInt8], headers: Headers? = nil, _ payload: [UInt8]) -> Bool {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        return subject.withUnsafeBytes { subject in
            Message.with(subject: subject, reply: none, header: headers?.bytes ?? [], payload: payload) { route($0) }
        }
    }

    /// Subscribes the kernel itself; the subject must be valid.
    func subscribe(_ subject: String, _ handler: @escaping (Message) -> Void) {
        precondition(Subject.isValid(subject))
        router.insert(Subscription(subject: Array(subject.utf8), handler: handler))
    }

    // MARK: Answers in another's place

    /// A status that the kernel sends to a caller whose request cannot be answered.
    enum Status {
        case noResponders
        /// The feature that had the request is gone.
        case gone(String)
        case busy(String)
        case forbidden(String)

        var headers: Headers {
            switch self {
            case .noResponders: Headers(status: 503)
            case .gone(let words), .busy(let words): Self.headers(503, words)
            case .forbidden(let words): Self.headers(403, words)
            }
        }

        private static func headers(_ code: Int, _ words: String) -> Headers {
            var headers = Headers(status: code)
            headers.append("Nats-Service-Error", words)
            headers.append("Nats-Service-Error-Code", String(code))
            return headers
        }
    }

    /// Sends `status` to the inbox `reply` of `peer`, to nobody else who may listen there.
    func answer(_ reply: UnsafeRawBufferPointer, of peer: Peer, _ status: Status) {
        guard let subscription = router.match(reply).plainSubscription(of: peer) else { return }
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        Message.with(subject: reply, reply: none, header: status.headers.bytes, payload: []) {
            peer.deliver($0, sid: subscription.sid)
        }
        checkPressure(on: peer, from: nil)
    }

    /// Tells callers at once that nobody will answer them.
    func answer(_ callers: [Caller], _ status: Status) {
        for caller in callers {
            guard let peer = peers[caller.requester] else { continue }
            caller.reply.withUnsafeBytes { answer($0, of: peer, status) }
        }
    }
}
