import Wire

extension Peer {
    @inline(__always)
    func perform(_ operation: ClientOperation) {
        switch operation {
        case .publish(let publication): publish(publication)
        case .connect(let options): connect(options)
        case .subscribe(let subject, let queue, let sid): subscribe(subject, queue, sid)
        case .unsubscribe(let sid, let max): unsubscribe(sid, max)
        case .ping:
            keepAlive?.heard()
            send("PONG\r\n")
        case .pong: keepAlive?.ponged()
        case .ok: break
        case .info(let bytes): if (try? JSON(parsing: bytes))?.object == nil { close(because: "a malformed INFO") }
        case .error: close(because: "the client reported an error")
        }
    }

    // MARK: CONNECT

    private func connect(_ bytes: UnsafeRawBufferPointer) {
        var merged = options
        do {
            // As deep as nats-server goes; a line is at most `maxControlLine` long.
            try merged.merge(JSON(parsing: bytes, maximumDepth: 2048))
        } catch {
            return close(because: "CONNECT options that are not JSON of the right types")
        }
        options = merged
        guard door != .tcp || admit(), !options.asksForAccount else { return close(saying: "Authorization Violation") }
        guard 0...1 ~= options.protocolVersion else { return close(saying: "invalid client protocol") }
        guard !options.noResponders || options.headers else { return close(saying: "no responders requires headers support") }
        parser.allowsHeaders = options.headers
        restartPinging()
        if options.verbose { send("+OK\r\n") }
    }

    /// The TCP door asks at each CONNECT; the others knew at the start.
    private func admit() -> Bool {
        switch bus.authenticator.verdict(on: options) {
        case .refused: return false
        case .anonymous: become(.anonymous, .everything)
        case .user(let name, let permissions): become(.user(name), permissions)
        case .token: become(.token, .everything)
        case .feature(let id):
            guard bus.connections(of: id) < bus.options.maxFeatureConnections else { return false }
            become(.feature(id), bus.featurePermissions[id] ?? .nothing)
        }
        return true
    }

    // MARK: PUB

    @inline(__always)
    private func publish(_ publication: Publication) {
        keepAlive?.heard()
        counters.inMessages += 1
        counters.inBytes += Int64(publication.body.count)
        if options.pedantic, !Subject.isLiteral(publication.subject) { sendError("Invalid Publish Subject") }
        guard mayPublish(to: publication.subject) else { return forbid(publication) }
        if !publication.reply.isEmpty, Self.isReserved(publication.reply) || !mayNameReply(publication.reply) {
            return sendError("Permissions Violation for Publish with Reply of \(quoted(publication.reply))")
        }
        if options.verbose { send("+OK\r\n") }
        bus.route(publication, from: self)
    }

    @inline(__always)
    private func mayPublish(to subject: UnsafeRawBufferPointer) -> Bool {
        guard subject.isEmpty || subject[0] != UInt8(ascii: "_") || !subject.starts(with: "_GR_.".utf8) else { return false }
        return mayPublishAnything || checkPublish(to: subject)
    }

    private func checkPublish(to subject: UnsafeRawBufferPointer) -> Bool {
        // A feature reaches another's inbox with an answer only.
        if identity.feature != nil, subject.starts(with: "_INBOX.".utf8) { return mayAnswer(subject) }
        let isAllowed: Bool
        if let known = publishVerdicts.value(for: subject) {
            isAllowed = known
        } else {
            isAllowed = permissions.publish.allows(subject)
            publishVerdicts.insert(isAllowed, for: subject)
        }
        return isAllowed || mayAnswer(subject)
    }

    private func mayAnswer(_ subject: UnsafeRawBufferPointer) -> Bool {
        requests?.answer(subject, now: bus.now) ?? false
    }

    /// A feature can ask to be answered at its own inbox, or where it may publish itself: else whoever answers would say
    /// for it what it may not say.
    private func mayNameReply(_ reply: UnsafeRawBufferPointer) -> Bool {
        guard identity.feature != nil else { return true }
        return reply.starts(with: "_INBOX.".utf8) ? bus.inboxes.owns(reply, id) : permissions.publish.allows(reply)
    }

    private func forbid(_ publication: Publication) {
        let subject = quoted(publication.subject)
        sendError("Permissions Violation for Publish to \(subject)")
        // The -ERR belongs to no request: a feature that waits for an answer is told there too.
        guard identity.feature != nil, !publication.reply.isEmpty else { return }
        bus.answer(publication.reply, of: self, .forbidden("this feature's manifest does not permit publishing to \(subject)"))
    }

    /// Replies that nats-server keeps for itself.
    private static func isReserved(_ reply: UnsafeRawBufferPointer) -> Bool {
        guard reply[0] == UInt8(ascii: "_") || reply[0] == UInt8(ascii: "$") else { return false }
        let ack = "$JS.ACK.".utf8
        let gateway = "_GR_.".utf8
        return reply.starts(with: "_R_.".utf8) || reply.count > ack.count && reply.starts(with: ack)
            || reply.count > gateway.count && reply.starts(with: gateway)
    }

    // MARK: SUB and UNSUB

    private func subscribe(_ subject: UnsafeRawBufferPointer, _ queue: UnsafeRawBufferPointer?, _ sid: UnsafeRawBufferPointer) {
        keepAlive?.heard()
        guard maySubscribe(to: subject, queue) else { return forbid(subject, queue) }
        guard mayHold(subject, sid) else { return sendError("maximum subscriptions exceeded") }
        guard Subject.isValid(subject) else { return sendError("Invalid Subject") }
        let key = Array(sid)
        if subscriptions[key] == nil {
            begin(Subscription(subject: Array(subject), queue: queue.map { Array($0) }, sid: key, peer: self))
        }
        if options.verbose { send("+OK\r\n") }
    }

    private func mayHold(_ subject: UnsafeRawBufferPointer, _ sid: UnsafeRawBufferPointer) -> Bool {
        let bound = identity.feature == nil ? bus.options.maxSubscriptionCost.others : bus.options.maxSubscriptionCost.feature
        return subscriptions.count < bus.options.maxSubscriptions && subscriptionCost < bound
    }

    private func begin(_ subscription: Subscription) {
        subscriptions[subscription.sid] = subscription
        subscriptionCost += subscription.cost
        if subscription.isInbox { subscription.ownsInbox = subscription.subject.withUnsafeBytes { bus.inboxes.claim($0, id) } }
        bus.router.insert(subscription)
    }

    func end(_ subscription: Subscription) {
        guard subscriptions.removeValue(forKey: subscription.sid) != nil else { return }
        subscriptionCost -= subscription.cost
        if subscription.ownsInbox { subscription.subject.withUnsafeBytes { bus.inboxes.giveUp($0, id) } }
        bus.router.remove(subscription)
    }

    private func maySubscribe(to subject: UnsafeRawBufferPointer, _ queue: UnsafeRawBufferPointer?) -> Bool {
        // nats-server keeps this group for itself.
        if let queue, queue.elementsEqual("_sys_".utf8) { return false }
        if identity.feature != nil, subject.starts(with: "_INBOX.".utf8) { return bus.inboxes.mayClaim(subject, id) }
        return permissions.subscribe.allows(subject, queue: queue)
    }

    private func forbid(_ subject: UnsafeRawBufferPointer, _ queue: UnsafeRawBufferPointer?) {
        var words = "Permissions Violation for Subscription to \(quoted(subject))"
        if let queue { words += " using queue \(quoted(queue))" }
        sendError(words)
    }

    private func unsubscribe(_ sid: UnsafeRawBufferPointer, _ max: Int) {
        if let subscription = subscriptions[Array(sid)] {
            if max > subscription.delivered {
                subscription.limit = max
            } else {
                end(subscription)
            }
        }
        if options.verbose { send("+OK\r\n") }
    }
}
