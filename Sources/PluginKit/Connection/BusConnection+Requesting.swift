import Wire

extension BusConnection {
    /// Asks and waits for the first answer.
    public func request(
        _ subject: String, bytes: [UInt8], headers: Headers? = nil, timeout: Duration = .seconds(5)
    ) async throws(BusError) -> Message {
        try await waitForRoom()
        let inbox = try openInbox()
        let id = makeID()
        let answer = Call<Message>()
        try send(subject, bytes, reply: "\(inbox.prefix)\(id)", headers: headers)
        inbox.add(Inbox.Request(subject: subject, answer: answer), as: id)
        let deadline = deadlines.add(after: timeout) { answer.finish(.failure(.timeout(subject: subject))) }
        defer {
            deadlines.remove(deadline)
            inbox.remove(id)
        }
        return try await wait { answer.resume = $0 }
    }

    /// Asks with a value and waits for one.
    public func request<Reply: Decodable>(
        _ subject: String, _ value: some Encodable, as type: Reply.Type = Reply.self, timeout: Duration = .seconds(5)
    ) async throws(BusError) -> Reply {
        try await request(subject, bytes: try Body.encode(value), timeout: timeout).decode(as: type)
    }

    /// Asks without arguments and waits for a value.
    public func request<Reply: Decodable>(
        _ subject: String, as type: Reply.Type = Reply.self, timeout: Duration = .seconds(5)
    ) async throws(BusError) -> Reply {
        try await request(subject, bytes: [], timeout: timeout).decode(as: type)
    }

    private func openInbox() throws(BusError) -> Inbox {
        if let inbox { return inbox }
        let inbox = Inbox(subscription: makeID())
        try write { output throws(ClientSerializer.Failure) in
            try output.subscribe("\(inbox.prefix)*", id: inbox.subscription)
        }
        self.inbox = inbox
        return inbox
    }
}
