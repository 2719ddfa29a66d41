import Manifests
import TUF
package import Trust

extension Publisher {
    /// Gives a role new keys, as many as publish.toml wants, in place of those it has; and a channel that is new there its first ones.
    ///
    /// The new keys are on the disk before anything is signed by them; the old ones stay there, and are needed no more.
    ///
    /// `lost`: the old keys are gone. Then routers refuse the repository for the instant between two files, and if the publisher is cut
    /// off there, until the next one has finished what was begun. The keys of root cannot be lost: only they name others.
    package func rotate(
        _ role: String, scheme: SignatureScheme, passphrase: Secret?, lost: Bool = false
    ) throws(PublishingError) -> Rotation {
        let state = try open()
        let isChannel = workshop.configuration.channel(role) != nil
        guard isChannel || TopLevelRole(rawValue: role) != nil else {
            guard state.channels[role] == nil else {
                let remedy = "take it out of the repository: roost publish rotate \(role) --remove, or name it there again"
                throw .refused(words: "publish.toml names no channel '\(role)' any more", remedy: remedy)
            }
            let known = TopLevelRole.allCases.map(\.rawValue) + workshop.configuration.channels.map(\.name)
            throw .refused(words: "there is no role '\(role)'", remedy: "use one of \(known.joined(separator: ", "))")
        }
        // Before any key is made: whoever cannot sign the change should not be left with keys for nothing.
        try requireKeys(for: role, isChannel: isChannel, isLost: lost, state)
        let keys = try ring.makeKeys(
            pen.signing(role).keys, for: role, scheme, in: Shelf(workshop.keys), passphrase: passphrase, reusing: false)
        var edition = try edition(after: state)
        if let top = TopLevelRole(rawValue: role) {
            edition.root = state.root.giving(keys, to: top, threshold: pen.signing(role).threshold)
        } else {
            edition.targets = state.targets.giving(keys, to: role, threshold: pen.signing(role).threshold)
            edition.channels[role] = state.channels[role] ?? Targets(expires: now)
            try folders.targets(role).make()
        }
        let isBridged = !lost || isChannel || role == "root"
        if !isBridged { edition.lost = TopLevelRole(rawValue: role) }
        let files = try edition.files(by: pen)
        if !isBridged { try UnfinishedEdition(workshop).keep(files) }
        let old = keyIDs(of: role, in: state).sorted()
        let after = try publish(files)
        try UnfinishedEdition(workshop).forget()
        return Rotation(role: role, old: old, new: keys.map(\.id.string), state: after)
    }

    /// Takes a channel out that publish.toml names no more: nobody vouches for what is in it any longer.
    ///
    /// Snapshots go on naming its last file, since routers take none that leaves a file out (TUF 5.5.5); so it stays.
    package func remove(_ channel: String) throws(PublishingError) -> RepositoryState {
        let state = try open()
        guard workshop.configuration.channel(channel) == nil else {
            throw .refused(words: "publish.toml names the channel '\(channel)'", remedy: "take [channels.\(channel)] out of it first")
        }
        guard state.channels[channel] != nil else {
            let known = state.channels.keys.sorted().joined(separator: ", ")
            throw .refused(words: "there is no channel '\(channel)'", remedy: "those of the repository are \(known)")
        }
        var edition = try edition(after: state)
        edition.targets = state.targets.removing(channel)
        edition.channels[channel] = nil
        return try publish(edition, asked: ["targets"])
    }

    /// Who signs that a role has other keys, the role itself by its old ones while clients still read them, and what must go beyond what
    /// was published.
    private func requireKeys(for role: String, isChannel: Bool, isLost: Bool, _ state: RepositoryState) throws(PublishingError) {
        let late = try PublishedVersions(workshop).later(than: state)
        var needed = Set(late)
        if role != "root" || !late.isEmpty { needed.formUnion(["snapshot", "timestamp"]) }
        needed.insert(isChannel ? "targets" : role)
        // A channel's new keys sign it at once.
        if isLost || isChannel { needed.remove(role) }
        if !isChannel { needed.insert("root") }
        for name in needed.sorted() {
            guard let signers = signers(of: name, in: state) else { continue }
            _ = try pen.sign(name, state.timestamp, version: 1, by: [signers])
        }
    }

    private func signers(of role: String, in state: RepositoryState) -> Signers? {
        guard let top = TopLevelRole(rawValue: role) else { return state.targets.delegations?.signers(of: ExactText(role)) }
        return state.root.signers(of: top)
    }

    private func keyIDs(of role: String, in state: RepositoryState) -> [String] {
        (signers(of: role, in: state)?.role.keyIDs ?? []).map(\.string)
    }
}
