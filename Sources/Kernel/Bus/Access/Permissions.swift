import Wire

/// What a peer may publish and subscribe to.
struct Permissions: Equatable, Sendable {
    /// What is allowed, less what is denied.
    struct Rule: Equatable, Sendable {
        /// Nil allows everything; empty allows nothing.
        var allow: [SubjectPattern]?
        var deny: [SubjectPattern] = []
        /// Of subscriptions: what goes for members of certain queue groups only. Where one of these speaks of a
        /// subject and its subscriber is of a queue group, the plain entries are not asked, as in nats-server.
        var allowGroups: [Group] = []
        var denyGroups: [Group] = []

        static let everything = Rule()

        struct Group: Equatable, Sendable {
            var subject: SubjectPattern
            var queue: SubjectPattern
        }

        func allows(_ subject: UnsafeRawBufferPointer) -> Bool {
            if let allow, !allow.contains(where: { $0.covers(subject) }) { return false }
            return !deny.contains { $0.covers(subject) }
        }

        func allows(_ subject: UnsafeRawBufferPointer, queue: UnsafeRawBufferPointer?) -> Bool {
            guard let queue, !allowGroups.isEmpty || !denyGroups.isEmpty else { return allows(subject) }
            let isAllowed = Self.verdict(of: allowGroups, subject, queue) ?? (allow?.contains { $0.covers(subject) } ?? true)
            let isDenied = Self.verdict(of: denyGroups, subject, queue) ?? deny.contains { $0.covers(subject) }
            return isAllowed && !isDenied
        }

        /// Nil where no entry speaks of the subject.
        private static func verdict(of groups: [Group], _ subject: UnsafeRawBufferPointer, _ queue: UnsafeRawBufferPointer) -> Bool? {
            let speaking = groups.filter { $0.subject.covers(subject) }
            return speaking.isEmpty ? nil : speaking.contains { $0.queue.covers(queue) }
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
    /// Each message it gets names its sender, if it reads headers.
    var senders = false

    static let everything = Permissions()
}

extension Permissions {
    static let nothing = Permissions(publish: Rule(allow: []), subscribe: Rule(allow: []))
}
