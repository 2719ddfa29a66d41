import TUF

extension Publisher {
    /// Signs roles anew, with nothing changed but their version and expiry. The timestamp always is.
    package func refresh(_ roles: [String]) throws(PublishingError) -> RepositoryState {
        let state = try open()
        var edition = try edition(after: state)
        if roles.contains("snapshot") { edition.renewsSnapshot = true }
        edition.renewsTimestamp = true
        for role in roles where role != "snapshot" && role != "timestamp" {
            switch role {
            case "root": edition.root = state.root
            case "targets": edition.targets = state.targets
            default:
                guard let channel = state.channels[role] else {
                    let known = ["root", "targets", "snapshot", "timestamp"] + state.channels.keys.sorted()
                    throw .refused(words: "there is no role '\(role)'", remedy: "use one of \(known.joined(separator: ", "))")
                }
                edition.channels[role] = channel
            }
        }
        return try publish(edition, asked: roles)
    }
}
