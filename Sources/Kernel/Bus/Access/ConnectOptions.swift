import Wire

/// What a client said of itself in CONNECT. Before that it is verbose, pedantic and without headers, as in nats-server.
struct ConnectOptions: Equatable {
    var verbose = true
    var pedantic = true
    var echo = true
    var headers = false
    var noResponders = false
    var user = ""
    var password = ""
    var token = ""
    var name = ""
    var language = ""
    var version = ""
    var protocolVersion: Int64 = 0
    /// A NATS account was asked for: there are none here.
    var asksForAccount = false

    /// A member is there, but not of its type.
    struct WrongType: Error {}

    /// Takes over the members that `json` has; the others stay as they are. Names are read as encoding/json does: in
    /// any case, the last one counts.
    mutating func merge(_ json: JSON) throws(WrongType) {
        if json == .null { return }
        guard let members = json.object else { throw WrongType() }
        for member in members { try merge(member) }
    }

    private mutating func merge(_ member: JSON.Member) throws(WrongType) {
        guard member.value != .null else { return }
        switch member.name.lowercased() {
        case "verbose": verbose = try bool(member)
        case "pedantic": pedantic = try bool(member)
        case "echo": echo = try bool(member)
        case "headers": headers = try bool(member)
        case "no_responders": noResponders = try bool(member)
        case "tls_required": _ = try bool(member)
        case "user": user = try string(member)
        case "pass": password = try string(member)
        case "auth_token": token = try string(member)
        case "name": name = try string(member)
        case "lang": language = try string(member)
        case "version": version = try string(member)
        case "protocol":
            guard let value = member.value.integer else { throw WrongType() }
            protocolVersion = value
        case "account": asksForAccount = try !string(member).isEmpty || asksForAccount
        case "new_account": asksForAccount = try bool(member) || asksForAccount
        case "jwt", "nkey", "sig": _ = try string(member)
        case "import", "export": guard member.value.object != nil else { throw WrongType() }
        default: break
        }
    }

    private func bool(_ member: JSON.Member) throws(WrongType) -> Bool {
        guard let value = member.value.bool else { throw WrongType() }
        return value
    }

    private func string(_ member: JSON.Member) throws(WrongType) -> String {
        guard let value = member.value.string else { throw WrongType() }
        return value
    }
}
