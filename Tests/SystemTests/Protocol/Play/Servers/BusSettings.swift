/// What a server is told before a script is played to it: one meaning, written in each server's own configuration.
struct BusSettings: Hashable, Sendable {
    struct User: Hashable, Sendable {
        var name: String
        var password: String
        var publish = Rule()
        var subscribe = Rule()
        var responses: Responses?
    }

    /// Nothing allowed explicitly means everything that is not denied.
    struct Rule: Hashable, Sendable {
        var allow: [String] = []
        var deny: [String] = []
        var isEmpty: Bool { allow.isEmpty && deny.isEmpty }
    }

    struct Responses: Hashable, Sendable {
        var max: Int
        var milliseconds: Int
    }

    var token: String?
    var users: [User] = []
    var maxPayload: Int?
    var maxControlLine: Int?
    var pingSeconds: Int?
    var pingMax: Int?

    var needsCredentials: Bool { token != nil || !users.isEmpty }

    static let open = BusSettings()
}
