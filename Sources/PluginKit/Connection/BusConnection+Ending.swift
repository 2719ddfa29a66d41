extension BusConnection {
    /// Hears no more, lets the handlers finish what they have, sends what is unsent, and closes.
    ///
    /// After `limit` it closes as it is and throws ``BusError/timeout(subject:)``.
    public func drain(within limit: Duration = .seconds(4)) async throws(BusError) {
        let deadline = deadlines.add(after: limit) { [unowned self] in fail(.timeout(subject: "drain")) }
        defer { close() }
        let ending = Array(subscriptions.values)
        for subscription in ending { link.output.unsubscribe(subscription.id) }
        // Behind this PONG come no more messages.
        try await flush(within: limit)
        for subscription in ending {
            subscriptions[subscription.id] = nil
            subscription.mailbox.finish(nil)
        }
        try await handlersFinished()
        try await flush(within: limit)
        deadlines.remove(deadline)
    }

    /// At once: what is unsent is lost, whoever waits is told.
    public func close() {
        onEnd = { _ in }
        fail(.closed("the connection was closed"))
    }

    /// Runs beside everything else, on the same loop, until it returns. An error it throws ends the plugin.
    ///
    /// Use it in place of `Task { }`, which would leave the loop.
    public func background(_ body: @escaping () async throws -> Void) {
        checkOnLoop()
        backgrounds.add {
            do {
                try await body()
            } catch {
                self.report(failure: error)
            }
        }
    }

    /// The same for what somebody may call off: the task's `cancel()` tells the body, which must then end by itself.
    public func errand(_ body: @escaping () async -> Void) -> Task<Void, Never> {
        checkOnLoop()
        return backgrounds.add(body)
    }
}

extension BusConnection {
    /// Returns after that time; sooner if what `start` was given is called, or the connection ends.
    public func pause(_ duration: Duration, orUntil start: (@escaping () -> Void) -> Void = { _ in }) async {
        checkOnLoop()
        guard end == nil else { return }
        let id = makeID()
        await withCheckedContinuation { waiting in
            pauses[id] = { waiting.resume() }
            let resume = { [unowned self] in
                guard let resume = pauses.removeValue(forKey: id) else { return }
                resume()
            }
            let deadline = deadlines.add(after: duration, resume)
            start { [unowned self] in
                deadlines.remove(deadline)
                resume()
            }
        }
    }

    func linkEnded(_ error: BusError) {
        fail(lastRefusal.map { .refused($0) } ?? error)
    }

    /// Idempotent.
    func fail(_ error: BusError) {
        guard end == nil else { return }
        end = error
        link.close()
        deadlines.close()
        inbox?.fail(with: error)
        for subscription in subscriptions.values { subscription.mailbox.finish(error) }
        subscriptions = [:]
        for resume in pongs + waitingForRoom { resume(.failure(error)) }
        pongs = []
        waitingForRoom = []
        for resume in pauses.values { resume() }
        pauses = [:]
        for watch in watches { watch.close() }
        watches = []
        releaseDrain()
        onEnd(error)
    }

    /// A drain waits for whoever reads or handles messages.
    func beginWork() { handlersAtWork += 1 }

    func endWork() {
        handlersAtWork -= 1
        if handlersAtWork == 0 { releaseDrain() }
    }

    private func report(failure error: any Error) {
        // A background task that stops because the connection has ended adds nothing to that.
        guard end == nil else { return }
        if let onFailure { return onFailure(error) }
        writeToStandardError("\(name): \(error)")
    }

    private func handlersFinished() async throws(BusError) {
        while handlersAtWork > 0, end == nil {
            await withCheckedContinuation { waiting in waitingForHandlers.append { waiting.resume() } }
        }
        try checkOpen()
    }

    private func releaseDrain() {
        let waiting = waitingForHandlers
        waitingForHandlers = []
        for resume in waiting { resume() }
    }
}
