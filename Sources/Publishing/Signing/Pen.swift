import Manifests
import TUF
import Trust

/// Signs roles with the keys at hand, as of one moment.
struct Pen {
    let ring: KeyRing
    let configuration: PublishingConfiguration
    let now: UTCTime

    /// Each of `signers` must be able to sign: during a rotation, those of before and those of after.
    func sign<Role>(_ role: String, _ content: Role, version: Int, by signers: [Signers]) throws(PublishingError) -> Metadata<Role> {
        var content = content
        content.version = version
        content.expires = now.advanced(bySeconds: Int(signing(role).lifetime))
        var metadata = Metadata(content)
        for signers in signers { metadata = try sign(role, metadata, by: signers) }
        return metadata
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
            let names = signers.role.keyIDs.map { KeyRing.fileName(role: role, id: $0.string) }.joined(separator: ", ")
            let remedy = "name the folder that holds \(names) with --keys"
            throw .keysMissing(role: role, have: have, need: signers.role.threshold, remedy: remedy)
        }
        return metadata
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
