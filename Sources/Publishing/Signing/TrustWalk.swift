import TUF

struct TrustWalk {
    let anchor: [UInt8]
    let fetch: RepositoryState.Fetch

    func walk() throws(PublishingError) -> RepositoryState {
        var root: Metadata<Root> = try parse("root.json", anchor, RepositoryState.maximumRoot)
        guard root.isSigned(by: root.signed.signers(of: .root)) else { throw .broken(words: "root.json is not signed") }
        while let bytes = try fetch("\(root.signed.version + 1).root.json", RepositoryState.maximumRoot) {
            let name = "\(root.signed.version + 1).root.json"
            let next: Metadata<Root> = try parse(name, bytes, RepositoryState.maximumRoot)
            guard next.isSigned(by: root.signed.signers(of: .root)), next.isSigned(by: next.signed.signers(of: .root)) else { throw .broken(words: "\(name) is not signed") }
            root = next
        }
        let timestamp: Metadata<Timestamp> = try get("timestamp.json", RepositoryState.maximumTimestamp, root.signed.signers(of: .timestamp), nil)
        let snapshot: Metadata<Snapshot> = try get("\(timestamp.signed.snapshot.version).snapshot.json", RepositoryState.maximumSnapshot, root.signed.signers(of: .snapshot), timestamp.signed.snapshot)
        let meta = snapshot.signed["targets"]!
        let targets: Metadata<Targets> = try get("\(meta.version).targets.json", RepositoryState.maximumTargets, root.signed.signers(of: .targets), meta)
        var channels: [String: Metadata<Targets>] = [:]
        if case .listed(let roles)? = targets.signed.delegations?.roles {
            for role in roles {
                guard let meta = snapshot.signed[role.name] else { continue }
                channels[role.name.string] = try get("\(meta.version).\(role.name.string).json", RepositoryState.maximumTargets, targets.signed.delegations!.signers(of: role.name)!, meta)
            }
        }
        return RepositoryState(root: root, timestamp: timestamp, snapshot: snapshot, targets: targets, channels: channels)
    }

    private func get<Role>(_ name: String, _ limit: Int, _ signers: Signers, _ meta: MetaFile?) throws(PublishingError) -> Metadata<Role> {
        guard let bytes = try fetch(name, limit) else { throw .broken(words: "\(name) is missing; put it back from a copy") }
        if let meta, let hashes = meta.hashes, !hashes.match(bytes) { throw .broken(words: "\(name) was changed") }
        let metadata: Metadata<Role> = try parse(name, bytes, limit)
        guard metadata.isSigned(by: signers) else { throw .broken(words: "\(name) is not signed by its role's keys") }
        return metadata
    }

    private func parse<Role>(_ name: String, _ bytes: [UInt8], _ limit: Int) throws(PublishingError) -> Metadata<Role> {
        do throws(MetadataError) { return try Metadata(parsing: bytes, atMost: limit) } catch { throw .broken(words: "\(name): \(error)") }
    }
}
