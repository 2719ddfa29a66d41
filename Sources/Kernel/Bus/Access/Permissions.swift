import Wire

/// What a peer may publish and subscribe to.
struct Permissions: Equatable, Sendable {
    /// What is allowed, less what is denied.
    struct Rule: Equatable, Sendable {
        /// Nil allows everything; empty allows nothing.
        var allow: [SubjectPattern]?
        var deny: [SubjectPattern] = []

        static let everything = Rule()

        func allows(_ subject: UnsafeRawBufferPointer) -> Bool {
            if let allow, !allow.contains(where: { $0.covers(subject) }) { return false }
            return !deny.contains { $0.covers(subject) }
        }
    }

    /// Answers to requests just delivered, beyond what `publish` allows.
    struct Responses: Equatable, Sendable {
        /// Answers per request; 0 for any number.
        var max = 1
        var expires: Int64 = 120_000
    }

    var publish = Rule.everything
    var subscribe = Rule.everything
    var responses: Responses?

    static let everything = Permissions()
}

extension Permissions {
    static let nothing = Permissions(publish: Rule(allow: []), subscribe: Rule(allow: []))
}
