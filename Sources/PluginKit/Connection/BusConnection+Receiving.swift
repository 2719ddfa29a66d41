import Wire

extension BusConnection {
    func receive(_ operation: ServerOperation) {
        switch operation {
        case .info(let text): readInfo(text)
        case .msg(let delivery): deliver(delivery, nil)
        case .hmsg(let delivery, let headers): deliver(delivery, headers)
        case .ping:
            link.output.pong()
            link.flushSoon()
        case .pong:
            if !pongs.isEmpty { pongs.removeFirst()(.success(())) }
        case .ok: break
        case .err(let words): hear(refusal: words)
        }
    }

    private func deliver(_ delivery: ServerOperation.Delivery, _ headers: Headers?) {
        let message = Message(
            subject: delivery.subject, reply: delivery.reply, headers: headers, payload: delivery.payload)
        if delivery.subscription == inbox?.subscription { inbox?.receive(message) }
        // One that is not there any more was ended while this message was on its way.
        guard let subscription = subscriptions[delivery.subscription] else { return }
        subscription.mailbox.deliver(message)
        guard let remaining = subscription.remaining else { return }
        subscription.remaining = remaining - 1
        guard remaining <= 1 else { return }
        subscriptions[subscription.id] = nil
        subscription.mailbox.finish(nil)
    }

    /// Refusals come later than what they refuse: the subject tells whom they concern.
    private func hear(refusal words: String) {
        let error = BusError.refused(words)
        switch Refusal(words) {
        case .publish(let subject):
            guard let inbox, inbox.requests.values.contains(where: { $0.subject == subject }) else { return onProblem(error) }
            inbox.fail(subject, with: error)
        case .subscribe(let subject):
            if let refused = inbox, subject.hasPrefix(refused.prefix) {
                inbox = nil
                refused.fail(with: error)
            }
            for subscription in subscriptions.values.filter({ $0.subject == subject }) { end(subscription, with: error) }
        case .other:
            // Most of these are followed by the end, which then tells them.
            lastRefusal = words
        }
    }
}

/// What a refusal is about, from nats-server's words.
private enum Refusal {
    case publish(String)
    case subscribe(String)
    case other

    init(_ words: String) {
        let parts = words.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2 else {
            self = .other
            return
        }
        switch parts[0] {
        case "Permissions Violation for Publish to ": self = .publish(String(parts[1]))
        case "Permissions Violation for Subscription to ": self = .subscribe(String(parts[1]))
        default: self = .other
        }
    }
}
