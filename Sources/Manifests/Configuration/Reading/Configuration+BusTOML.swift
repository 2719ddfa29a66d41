extension Configuration.Bus {
    private static let keys = [
        "listen", "allow-remote", "max_payload", "max_control_line", "ping_interval", "ping_max", "max_connections", "max_pending",
        "token", "anonymous", "user",
    ]

    /// `text`: the whole file, for the lines of users.
    init(_ top: ConfigurationTable, text: [UInt8]) throws(ManifestProblem) {
        let table = try top.table("bus", allowed: Self.keys)
        listen = try table.listenAddress()
        maxPayload = try table.bytes("max_payload", in: 1...(64 << 20)) ?? maxPayload
        maxControlLine = try table.bytes("max_control_line", in: 64...(16 << 10)) ?? maxControlLine
        pingInterval = try table.time("ping_interval", in: 0.01...86_400) ?? pingInterval
        pingMax = try table.reader.integer("ping_max", in: 1...1000) ?? pingMax
        maxConnections = try table.reader.integer("max_connections", in: 1...1_000_000) ?? maxConnections
        maxPending = try table.bytes("max_pending", in: 4096...(1 << 30)) ?? maxPending
        token = try table.secret("token")
        anonymous = try table.bool("anonymous") ?? anonymous
        for user in try table.tables("user", allowed: Configuration.User.keys, text: text) { users.append(try Configuration.User(user)) }
        try refuseDuplicates(table)
        guard maxPending >= maxPayload else {
            throw table.problem(at: "max_pending", "'max_pending' is less than max_payload", "write at least \(maxPayload)")
        }
    }

    private func refuseDuplicates(_ table: ConfigurationTable) throws(ManifestProblem) {
        var names: Set<String> = []
        for user in users where !names.insert(user.name).inserted {
            throw table.problem(at: "user", "two users are named '\(user.name)'", "give one of them another name")
        }
    }
}

extension Configuration.User {
    fileprivate static let keys = ["name", "password", "publish", "subscribe", "allow_responses"]

    fileprivate init(_ table: ConfigurationTable) throws(ManifestProblem) {
        guard let name = try table.secret("name") else { throw table.problem(at: "", "a user without 'name'", "write name = \"…\"") }
        guard let password = try table.secret("password") else {
            throw table.problem(at: "", "the user '\(name)' has no 'password'", "write password = \"…\"")
        }
        self.init(name: name, password: password)
        publish = try table.rule("publish")
        subscribe = try table.rule("subscribe")
        responses = try table.responses()
        // As in nats-server: who may only answer may publish nothing else.
        if responses != nil, publish.allow == nil { publish.allow = [] }
    }
}

extension ConfigurationTable {
    fileprivate func listenAddress() throws(ManifestProblem) -> ListenAddress? {
        let isRemoteAllowed = try bool("allow-remote") ?? false
        guard let text = try reader.string("listen") else { return nil }
        guard let address = ListenAddress(text) else {
            throw problem(at: "listen", "'\(text)' is not an address and a port", "write listen = \"127.0.0.1:4222\"")
        }
        guard address.isLoopback || isRemoteAllowed else {
            throw problem(
                at: "listen", "\(address.host) can be reached from other machines", "listen on 127.0.0.1, or write allow-remote = true")
        }
        return address
    }

    /// A text that must not be empty; it is not repeated in any message.
    fileprivate func secret(_ key: String) throws(ManifestProblem) -> String? {
        let text = try reader.string(key)
        if text?.isEmpty == true { throw problem(at: key, "'\(key)' is empty", "write something, or remove the line") }
        return text
    }

    /// `{ allow, deny }`, each one subject or a list; an empty list of what is allowed restricts nothing.
    fileprivate func rule(_ key: String) throws(ManifestProblem) -> Configuration.Subjects {
        let table = try table(key, allowed: ["allow", "deny"])
        let allow = try table.subjects("allow", withQueues: key == "subscribe")
        let deny = try table.subjects("deny", withQueues: key == "subscribe") ?? []
        return Configuration.Subjects(allow: allow?.isEmpty == true ? nil : allow, deny: deny)
    }

    /// `true`, or `{ max, expires }`, where 0 stands for the default and less for no bound.
    fileprivate func responses() throws(ManifestProblem) -> Configuration.Responses? {
        let key = "allow_responses"
        guard has(key) else { return nil }
        if let isAllowed = try? bool(key) { return isAllowed ? Configuration.Responses() : nil }
        let table = try table(key, allowed: ["max", "expires"])
        var responses = Configuration.Responses()
        if let max = try table.reader.integer("max", in: -1...1_000_000), max != 0 { responses.max = max < 0 ? 0 : max }
        responses.expires = try table.expiry() ?? responses.expires
        return responses
    }

    private func expiry() throws(ManifestProblem) -> Milliseconds? {
        let century: Double = 3_155_760_000
        let less = try? reader.number("expires", in: -century...(-0.000_001), unit: "seconds")
        if less ?? nil != nil { return Milliseconds(century * 1000) }
        return try time("expires", in: 0...century).flatMap { $0 == 0 ? nil : $0 }
    }
}
