import Wire

extension BusConnection {
    /// Asks for the messages on a subject; members of one queue share them.
    ///
    /// - Parameters:
    ///   - buffer: how many messages may wait unread.
    ///   - count: ends by itself after so many.
    public func subscribe(
        _ subject: String, queue: String? = nil, buffer: Int = 8192, endingAfter count: Int? = nil
    ) async throws(BusError) -> Subscription {
        try await waitForRoom()
        let mailbox = Mailbox(maximumMessages: buffer)
        let subscription = Subscription(subject, queue: queue, id: makeID(), mailbox: mailbox, remaining: count, of: self)
        mailbox.overflowed = { [unowned self, unowned subscription] _ in
            end(subscription, with: .overflow(subject: subject))
        }
        try add(subscription)
        return subscription
    }

    /// Hears every message on a subject as a value, one after the other.
    ///
    /// A body that cannot be read is a problem told to ``onProblem``, an error thrown by the handler ends the plugin.
    public func listen<Event: Decodable>(
        _ subject: String, as type: Event.Type = Event.self, _ handler: @escaping (Event) async throws -> Void
    ) async throws(BusError) {
        let messages = try await subscribe(subject)
        beginWork()
        background {
            defer { self.endWork() }
            for try await message in messages {
                guard let event = self.read(message, as: type) else { continue }
                try await handler(event)
            }
        }
    }

    private func read<Event: Decodable>(_ message: Message, as type: Event.Type) -> Event? {
        do {
            return try message.decode(as: type)
        } catch {
            onProblem(error)
            return nil
        }
    }

    func add(_ subscription: Subscription) throws(BusError) {
        try write { output throws(ClientSerializer.Failure) in
            try output.subscribe(subscription.subject, queue: subscription.queue, id: subscription.id)
        }
        if let count = subscription.remaining { link.output.unsubscribe(subscription.id, after: count) }
        subscriptions[subscription.id] = subscription
    }

    func unsubscribe(_ subscription: Subscription) { end(subscription, with: nil) }

    func end(_ subscription: Subscription, with error: BusError?) {
        guard subscriptions.removeValue(forKey: subscription.id) != nil else { return }
        link.output.unsubscribe(subscription.id)
        link.flushSoon()
        subscription.mailbox.finish(error)
    }
}
