import Manifests
import TUF
import Trust

/// Signs roles with the keys at hand, as of one moment.
struct Pen {
    let ring: KeyRing
    let configuration: PublishingConfiguration
    let now: UTCTime
    var whenFew = WhenFew.refuse

    /// What becomes of a role of which more than one key must sign, and not so many are here.
    enum WhenFew {
        case refuse
        /// It is a rehearsal: the others will sign in time.
        case pass
        /// It is kept, to be signed elsewhere.
        case keep(Drafts)
    }

    /// Each of `signers` must be able to sign: during a rotation, those of before and those of after.
    func sign<Role>(_ role: String, _ content: Role, version: Int, by signers: [Signers]) throws(PublishingError) -> Metadata<Role> {
        var content = content
        content.version = version
        content.expires = now.advanced(bySeconds: Int(signing(role).lifetime))
        var metadata = Metadata(content)
        for signers in signers { metadata = try sign(role, metadata, by: signers) }
        return metadata
    }

    /// A draft with the signatures of the keys that are here; refused unless there are enough then.
    func completing(_ draft: Metadata<Targets>, of role: String, _ signers: Signers) throws(PublishingError) -> Metadata<Targets> {
        if draft.isSigned(by: signers) { return draft }
        return try sign(role, draft, by: signers)
    }

    private func sign<Role>(_ role: String, _ metadata: Metadata<Role>, by signers: Signers) throws(PublishingError) -> Metadata<Role> {
        var (metadata, have) = (metadata, 0)
        for id in signers.role.keyIDs {
            guard let key = try ring.key(role: role, id: id.string) else { continue }
            do throws(KeyError) {
                metadata = try metadata.signed(by: key)
            } catch {
                throw .key(path: KeyRing.fileName(role: role, id: id.string), problem: .unusable(error))
            }
            have += 1
        }
        guard metadata.isSigned(by: signers) else {
            if signers.role.threshold > 1, let drafted = try draft(role, metadata, signers) { return drafted }
            let names = signers.role.keyIDs.map { KeyRing.fileName(role: role, id: $0.string) }.joined(separator: ", ")
            let remedy = "name the folder that holds \(names) with --keys"
            throw .keysMissing(role: role, have: have, need: signers.role.threshold, remedy: remedy)
        }
        return metadata
    }

    /// Nil if it is refused as it is.
    private func draft<Role>(
        _ role: String, _ metadata: Metadata<Role>, _ signers: Signers
    ) throws(PublishingError) -> Metadata<Role>? {
        switch whenFew {
        case .refuse: return nil
        case .pass: return metadata
        case .keep(let drafts):
            guard let (path, have) = try drafts.keep(metadata, of: role, by: signers, now: now) else { return nil }
            throw .drafted(role: role, path: path, have: have, need: signers.role.threshold)
        }
    }

    func signing(_ role: String) -> PublishingConfiguration.Signing {
        switch role {
        case "root": configuration.root
        case "targets": configuration.targets
        case "snapshot": configuration.snapshot
        case "timestamp": configuration.timestamp
        // A channel that publish.toml no longer names is still refreshed until it is taken out.
        default: configuration.channel(role)?.signing ?? .init(lifetime: configuration.targets.lifetime)
        }
    }
}
