/// Decides who a client of the TCP door is, from what its CONNECT says.
struct Authenticator {
    struct User: Equatable, Sendable {
        var name: String
        var password: String
        var permissions: Permissions
    }

    var users: [User] = []
    var token: String?
    var allowsAnonymous = false
    /// The tokens of running features that asked for NATS_URL, by id.
    var featureTokens: [String: String] = [:]

    /// Whether a client has to say who it is before anything else.
    var isRequired: Bool { !allowsAnonymous }

    enum Verdict {
        case refused
        case anonymous
        case user(String, Permissions)
        case token
        case feature(String)
    }

    func verdict(on options: ConnectOptions) -> Verdict {
        if let expected = featureTokens[options.user], Self.equal(expected, options.password) { return .feature(options.user) }
        if let user = users.first(where: { $0.name == options.user }), Self.equal(user.password, options.password) {
            return .user(user.name, user.permissions)
        }
        if let token, Self.equal(token, options.token) { return .token }
        // Where nobody needs credentials, nats-server does not look at them.
        let needsNone = users.isEmpty && token == nil || options.user.isEmpty && options.token.isEmpty
        return allowsAnonymous && needsNone ? .anonymous : .refused
    }

    /// Compares every byte whatever differs, so that time tells nothing of a secret but its length.
    private static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
