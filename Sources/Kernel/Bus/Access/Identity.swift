/// Who a peer is, and how the bus knows.
enum Identity: Equatable {
    /// Has not said, and has to.
    case unknown
    case anonymous
    case user(String)
    /// Root, the host's own user or the admin group, by SO_PEERCRED.
    case admin(uid: UInt32)
    /// A feature, by its birth or its own token.
    case feature(String)

    var feature: String? {
        if case .feature(let id) = self { id } else { nil }
    }
}
