import TUF

/// The next publication, put together upon what is published: what is given here becomes a new version, as does what vouches for it;
/// everything else stays byte for byte.
struct Edition {
    /// Nil for the first one of all.
    let before: RepositoryState?
    /// Every new version goes beyond these too.
    private let published: PublishedVersions
    var root: Root?
    var targets: Targets?
    var channels: [String: Targets] = [:]
    /// By role: what was signed before, here and elsewhere, and is to be published as it is.
    var drafts: [String: Metadata<Targets>] = [:]
    /// Signed anew, though nothing in it has changed.
    var renewsSnapshot = false
    var renewsTimestamp = false
    /// The role whose old keys are gone: its file and the new root cannot be made to fit each other without an instant between them.
    var lost: TopLevelRole?

    /// What is older there than it was published before, from a copy that was put back, is signed anew: routers take nothing older.
    init(after before: RepositoryState?, beyond published: PublishedVersions = PublishedVersions()) {
        (self.before, self.published) = (before, published)
        guard let before else { return }
        let late = published.later(than: before)
        for role in late { channels[role] = before.channels[role] }
        if late.contains("targets") { targets = before.targets }
        (renewsSnapshot, renewsTimestamp) = (!late.isEmpty, !late.isEmpty)
    }

    /// The next version of a role.
    func next(_ role: String) -> Int {
        let last: Int? =
            switch role {
            case "root": before?.root.version
            case "targets": before?.targets.version
            case "snapshot": before?.snapshot.version
            case "timestamp": before?.timestamp.version
            default: before?.snapshot[ExactText(role)]?.version
            }
        return max(last ?? 0, published[role]) + 1
    }

    /// The files in the order in which they are to be written: at any instant clients get all of the old or all of the new.
    ///
    /// A client takes the newest root it finds, then needs a timestamp by that root's keys. So when a root takes away keys of other
    /// roles, those are signed by the old and the new keys, which either root accepts, and the root comes last.
    func files(by pen: Pen) throws(PublishingError) -> [MetadataFile] {
        let roots = Roots(before: before?.root, after: root, lost: lost)
        var files: [MetadataFile] = []
        var snapshot = before?.snapshot
        // A file that a client's snapshot has named must be in each later one, in no older version. (TUF 5.5.5)
        for role in published.delegated where snapshot != nil && snapshot?[ExactText(role)]?.version ?? 0 < published[role] {
            snapshot?[ExactText(role)] = MetaFile(version: published[role])
        }

        let signedChannels = try signedChannels(by: pen)
        let signedTargets = try signedTargets(roots, by: pen)
        for (name, metadata) in signedChannels {
            files.append(MetadataFile(metadata, role: name))
            snapshot?[ExactText(name)] = MetaFile(version: metadata.signed.version, of: files[files.count - 1].bytes)
        }
        if let signedTargets {
            let file = MetadataFile(signedTargets, role: "targets")
            let meta = MetaFile(version: signedTargets.signed.version, of: file.bytes)
            if snapshot == nil { snapshot = first(meta, signedChannels, files) } else { snapshot?["targets"] = meta }
            files.append(file)
        }
        files += try upper(snapshot, isChanged: !files.isEmpty, roots, by: pen)
        guard let root else { return files }
        let signedRoot = try pen.sign("root", root, version: next("root"), by: roots.signers(of: .root))
        let file = MetadataFile(signedRoot, role: "root")
        return before == nil ? [file] + files : files + [file]
    }

    private func first(_ targets: MetaFile, _ channels: [(String, Metadata<Targets>)], _ files: [MetadataFile]) -> Snapshot {
        var snapshot = Snapshot(expires: UTCTime(secondsSince1970: 0), meta: [TopLevelRole.targets.fileName: targets])
        for ((name, metadata), file) in zip(channels, files) {
            snapshot[ExactText(name)] = MetaFile(version: metadata.signed.version, of: file.bytes)
        }
        return snapshot
    }

    private func signedChannels(by pen: Pen) throws(PublishingError) -> [(String, Metadata<Targets>)] {
        let delegations = targets?.delegations ?? before?.targets.delegations
        var signed: [(String, Metadata<Targets>)] = []
        for (name, content) in channels.sorted(by: { $0.key < $1.key }) {
            // Late, and taken out by the new targets: nobody reads it any more.
            guard let signers = delegations?.signers(of: ExactText(name)) else { continue }
            if let draft = drafts[name] {
                signed.append((name, draft))
                continue
            }
            signed.append((name, try pen.sign(name, content, version: next(name), by: [signers])))
        }
        return signed
    }

    private func signedTargets(_ roots: Roots, by pen: Pen) throws(PublishingError) -> Metadata<Targets>? {
        guard let content = targets ?? (roots.changes(.targets) ? before?.targets : nil) else { return nil }
        if let draft = drafts["targets"] { return draft }
        return try pen.sign("targets", content, version: next("targets"), by: roots.signers(of: .targets))
    }

    /// Snapshot and timestamp, as far as they must be new.
    private func upper(_ snapshot: Snapshot?, isChanged: Bool, _ roots: Roots, by pen: Pen) throws(PublishingError) -> [MetadataFile] {
        guard let snapshot else { preconditionFailure("a first edition has targets") }
        var files: [MetadataFile] = []
        var timestamp = before?.timestamp
        if isChanged || renewsSnapshot || roots.changes(.snapshot) {
            let version = next("snapshot")
            files.append(
                MetadataFile(try pen.sign("snapshot", snapshot, version: version, by: roots.signers(of: .snapshot)), role: "snapshot"))
            let meta = MetaFile(version: version, of: files[0].bytes)
            timestamp = timestamp ?? Timestamp(expires: UTCTime(secondsSince1970: 0), snapshot: meta)
            timestamp?.snapshot = meta
        }
        guard let timestamp, !files.isEmpty || renewsTimestamp || roots.changes(.timestamp) else { return files }
        let signed = try pen.sign("timestamp", timestamp, version: next("timestamp"), by: roots.signers(of: .timestamp))
        return files + [MetadataFile(signed, role: "timestamp")]
    }
}
