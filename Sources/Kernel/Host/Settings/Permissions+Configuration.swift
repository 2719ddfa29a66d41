import Manifests
import Wire

// Who may do what, from the words of the configuration and the manifests.

extension Authenticator.User {
    init(_ user: Configuration.User) {
        name = user.name
        password = user.password
        permissions = Permissions(
            publish: Permissions.Rule(user.publish), subscribe: Permissions.Rule(user.subscribe),
            responses: user.responses.map { Permissions.Responses(max: $0.max, expires: Int64($0.expires)) })
    }
}

extension Permissions.Rule {
    init(_ subjects: Configuration.Subjects) {
        allow = subjects.allow?.compactMap { SubjectPattern($0) }
        deny = subjects.deny.compactMap { SubjectPattern($0) }
        allowGroups = (subjects.allow ?? []).compactMap { Group($0) }
        denyGroups = subjects.deny.compactMap { Group($0) }
    }
}

extension Permissions.Rule.Group {
    /// `SUBJECT QUEUE`; nil for a subject alone.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let subject = SubjectPattern(String(words[0])), let queue = SubjectPattern(String(words[1])) else {
            return nil
        }
        self.init(subject: subject, queue: queue)
    }
}

extension Permissions {
    /// What a manifest permits, and what every feature may do: say that it is ready and lives, use its own ground, be
    /// found by `$SRV`, and answer who asked it.
    init(_ manifest: Manifest.Permissions, of id: String) {
        let own = "feature.\(id).>"
        let found = ["PING", "INFO", "STATS"].flatMap { ["$SRV.\($0)", "$SRV.\($0).\(id)", "$SRV.\($0).\(id).*"] }
        publish = Rule(
            allow: (manifest.publish + manifest.request + ["kernel.ready", "kernel.beat", own]).compactMap { SubjectPattern($0) })
        subscribe = Rule(allow: (manifest.subscribe + found + [own]).compactMap { SubjectPattern($0) })
        responses = Responses()
        senders = manifest.senders
    }
}
