import TUF

/// Walks through all of a repository's metadata as a client does, from its anchor on, but takes what has expired: a publisher is there
/// to renew it.
struct TrustWalk {
    /// Nothing has expired yet.
    private static let never = UTCTime(secondsSince1970: 0)

    private let fetch: RepositoryState.Fetch
    private let roots: RootSeries?
    private var trusted: TrustedMetadataSet

    /// `roots`: those that are there, where that can be known.
    init(anchor: [UInt8], roots: RootSeries?, fetch: @escaping RepositoryState.Fetch) throws(PublishingError) {
        (self.roots, self.fetch) = (roots, fetch)
        trusted = try Self.ruled("root.json") { () throws(Refusal) in try TrustedMetadataSet(trusting: anchor, at: Self.never) }
    }

    mutating func walk() throws(PublishingError) -> RepositoryState {
        try walkRoots()
        try update("timestamp.json", atMost: Bounds.timestampBytes) { (trusted, bytes) throws(Refusal) in
            _ = try trusted.update(timestamp: bytes)
        }
        let snapshotName = MetadataFile.name(of: "snapshot", version: trusted.expectedSnapshot.version)
        try update(snapshotName, atMost: Bounds.snapshotBytes) { (trusted, bytes) throws(Refusal) in try trusted.update(snapshot: bytes) }
        let name = try name(of: "targets")
        try update(name, atMost: Bounds.targetsBytes) { (trusted, bytes) throws(Refusal) in try trusted.update(targets: bytes) }
        guard let timestamp = trusted.timestamp, let snapshot = trusted.snapshot, let targets = trusted.targets else {
            preconditionFailure("a walk that left something out")
        }
        return RepositoryState(
            root: trusted.root, timestamp: timestamp, snapshot: snapshot, targets: targets, channels: try channels(targets))
    }

    /// To the newest of a folder, however many that are; elsewhere as far as a client follows, or until there is no next one.
    private mutating func walkRoots() throws(PublishingError) {
        try roots?.requireWhole()
        let last = roots?.newest ?? trusted.root.version + Bounds.rootRotations
        guard roots == nil || trusted.root.version <= last else {
            throw .broken(words: "\(rootName(trusted.root.version)) is missing")
        }
        while trusted.root.version < last {
            let name = rootName(trusted.root.version + 1)
            guard let bytes = try roots == nil ? fetch(name, Bounds.rootBytes) : require(name, atMost: Bounds.rootBytes) else { return }
            try Self.ruled(name) { () throws(Refusal) in try trusted.update(root: bytes) }
        }
    }

    private func rootName(_ version: Int) -> String { MetadataFile.name(of: "root", version: version) }

    private func channels(_ targets: Targets) throws(PublishingError) -> [String: Targets] {
        guard let delegations = targets.delegations, case .listed(let roles) = delegations.roles else { return [:] }
        var channels: [String: Targets] = [:]
        for role in roles {
            let name = try name(of: role.name.string)
            let bytes = try require(name, atMost: Bounds.targetsBytes)
            channels[role.name.string] = try Self.ruled(name) { () throws(Refusal) in
                try trusted.delegated(role.name, bytes, by: delegations)
            }
        }
        return channels
    }

    private func name(of role: String) throws(PublishingError) -> String {
        let meta = try Self.ruled("\(role).json") { () throws(Refusal) in try trusted.expected(ExactText(role)) }
        return MetadataFile.name(of: role, version: meta.version)
    }

    private mutating func update(
        _ name: String, atMost limit: Int, _ body: (inout TrustedMetadataSet, [UInt8]) throws(Refusal) -> Void
    ) throws(PublishingError) {
        let bytes = try require(name, atMost: limit)
        try Self.ruled(name) { () throws(Refusal) in try body(&trusted, bytes) }
    }

    private func require(_ name: String, atMost limit: Int) throws(PublishingError) -> [UInt8] {
        guard let bytes = try fetch(name, limit) else { throw .broken(words: "\(name) is missing") }
        return bytes
    }

    private static func ruled<Value>(_ name: String, _ body: () throws(Refusal) -> Value) throws(PublishingError) -> Value {
        do throws(Refusal) {
            return try body()
        } catch {
            throw .broken(words: "\(name): \(error)")
        }
    }
}
