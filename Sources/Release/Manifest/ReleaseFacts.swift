public import Wire

/// Which release it is and what it asks of a router: all of `release.json` but the files.
public struct ReleaseFacts: Equatable, Sendable {
    static let maximumMigrations = 64

    public enum Kind: Hashable, Sendable {
        /// The runtime itself.
        case core
        /// The feature with this id.
        case feature(String)
    }

    /// Numbered scripts, in a folder of the release, for a database of the feature.
    public struct Migration: Hashable, Sendable {
        /// A path below the feature's data folder.
        public let database: String
        public let scripts: TreePath

        public init(database: String, scripts: TreePath) { (self.database, self.scripts) = (database, scripts) }
    }

    public var kind: Kind
    public var version: SemanticVersion
    /// Debian's word for it, as in `amd64`, or `all`.
    public var architecture: String
    /// What must be installed at least to come from; none: any.
    public var minimumVersion: SemanticVersion?
    /// Of a feature: the oldest runtime it can run under; none: any.
    public var minimumCore: SemanticVersion?
    /// Counts how often a publisher has cut off all that came before for good; a router never goes back to an earlier one.
    public var epoch: Int64 = 0
    public var isSecurity = false
    public var migrations: [Migration] = []
    /// Bytes that have to be free beside the release itself.
    public var neededDisk: Int64 = 0
    public var neededMemory: Int64 = 0

    public init(_ kind: Kind, version: SemanticVersion, architecture: String) {
        (self.kind, self.version, self.architecture) = (kind, version, architecture)
    }

    func check(with entries: [TreeEntry]) throws(ReleaseFailure) {
        try check()
        for migration in migrations { try Self.check(migration, entries) }
    }

    /// As far as the files do not matter.
    public func check() throws(ReleaseFailure) {
        if case .feature(let id) = kind { try Self.check(kind: id) }
        try Self.check(architecture: architecture)
        if let minimumVersion, minimumVersion > version {
            throw .manifest(place: "minimum", why: "\(minimumVersion) is newer than the release itself")
        }
        guard minimumCore == nil || kind != .core else {
            throw .manifest(place: "core", why: "it is the runtime itself; 'minimum' says what it can follow")
        }
        guard epoch >= 0 else { throw .manifest(place: "epoch", why: "less than nothing") }
        guard neededDisk >= 0, neededMemory >= 0 else { throw .manifest(place: "needs", why: "less than nothing") }
        guard migrations.count <= Self.maximumMigrations else {
            throw .manifest(place: "migrations", why: "more than \(Self.maximumMigrations) of them")
        }
    }

    private static func check(kind id: String) throws(ReleaseFailure) {
        guard FeatureID.isValid(id), id != ReleaseManifest.coreKind else {
            throw .manifest(place: "kind", why: "'\(id)' is neither 'core' nor the id of a feature")
        }
    }

    private static func check(architecture: String) throws(ReleaseFailure) {
        let isFit = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") }
        guard (1...32).contains(architecture.utf8.count), architecture.utf8.allSatisfy(isFit) else {
            throw .manifest(place: "architecture", why: "no architecture; write it as Debian does, as in 'amd64', or 'all'")
        }
    }

    private static func check(_ migration: Migration, _ entries: [TreeEntry]) throws(ReleaseFailure) {
        if let why = TreePath.flaw(in: migration.database) { throw .manifest(place: "migrations", why: "a database at \(why)") }
        guard entries.contains(where: { $0.path.isBelow(migration.scripts) }) else {
            throw .manifest(place: "migrations", why: "there are no files in '\(migration.scripts)'")
        }
    }
}
