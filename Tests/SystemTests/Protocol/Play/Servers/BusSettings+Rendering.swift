extension BusSettings {
    /// nats-server's configuration file.
    func natsConfiguration(port: UInt16) -> String {
        var lines = ["listen: \"127.0.0.1:\(port)\""]
        lines += maxPayload.map { ["max_payload: \($0)"] } ?? []
        lines += maxControlLine.map { ["max_control_line: \($0)"] } ?? []
        lines += pingSeconds.map { ["ping_interval: \"\($0)s\""] } ?? []
        lines += pingMax.map { ["ping_max: \($0)"] } ?? []
        lines += token.map { ["authorization { token: \"\($0)\" }"] } ?? []
        if !users.isEmpty { lines += ["authorization {", "  users = ["] + users.map(\.natsEntry) + ["  ]", "}"] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Roost's configuration file.
    func roostConfiguration(port: UInt16) -> String {
        var lines = ["[bus]", "listen = \"127.0.0.1:\(port)\""]
        lines += needsCredentials ? [] : ["anonymous = true"]
        lines += maxPayload.map { ["max_payload = \($0)"] } ?? []
        lines += maxControlLine.map { ["max_control_line = \($0)"] } ?? []
        lines += pingSeconds.map { ["ping_interval = \($0)"] } ?? []
        lines += pingMax.map { ["ping_max = \($0)"] } ?? []
        lines += token.map { ["token = \"\($0)\""] } ?? []
        lines += users.flatMap(\.roostEntry)
        return lines.joined(separator: "\n") + "\n"
    }
}

extension BusSettings.User {
    fileprivate var natsEntry: String {
        var permissions: [String] = []
        if !publish.isEmpty { permissions.append("publish: \(publish.inline(is: ": "))") }
        if !subscribe.isEmpty { permissions.append("subscribe: \(subscribe.inline(is: ": "))") }
        if let responses {
            permissions.append("allow_responses: { max: \(responses.max), expires: \"\(responses.milliseconds)ms\" }")
        }
        let suffix = permissions.isEmpty ? "" : ", permissions: { \(permissions.joined(separator: ", ")) }"
        return "    { user: \"\(name)\", password: \"\(password)\"\(suffix) }"
    }

    fileprivate var roostEntry: [String] {
        var lines = ["[[bus.user]]", "name = \"\(name)\"", "password = \"\(password)\""]
        if !publish.isEmpty { lines.append("publish = \(publish.inline(is: " = "))") }
        if !subscribe.isEmpty { lines.append("subscribe = \(subscribe.inline(is: " = "))") }
        if let responses {
            let expires = Double(responses.milliseconds) / 1000
            lines.append("allow_responses = { max = \(responses.max), expires = \(expires) }")
        }
        return lines
    }
}

extension BusSettings.Rule {
    fileprivate func inline(is sign: String) -> String {
        let parts = [("allow", allow), ("deny", deny)].filter { !$0.1.isEmpty }
        let texts = parts.map { key, subjects in
            "\(key)\(sign)[\(subjects.map { "\"\($0)\"" }.joined(separator: ", "))]"
        }
        return "{ \(texts.joined(separator: ", ")) }"
    }
}
