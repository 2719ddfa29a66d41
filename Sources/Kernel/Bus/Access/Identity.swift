/// Who a peer is, and how the bus knows.
enum Identity: Equatable {
    /// Has not said, and has to.
    case unknown
    case anonymous
    case user(String)
    /// By the configuration's token.
    case token
    /// Root, the host's own user or the admin group, by SO_PEERCRED.
    case admin(uid: UInt32)
    /// A feature, by its birth or its own token.
    case feature(String)

    /// As `Roost-Sender` names it: a feature by its id, which never begins with `@`.
    var sender: String {
        switch self {
        case .unknown, .anonymous: "@anonymous"
        case .user(let name): "@user:\(name)"
        case .token: "@token"
        case .admin: "@admin"
        case .feature(let id): id
        }
    }

    var feature: String? {
        if case .feature(let id) = self { id } else { nil }
    }
}
