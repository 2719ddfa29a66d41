import Trust

@testable import TUF

/// A repository in memory that serves what was published, remembers what was asked for, and can be made to serve anything else.
///
/// Values are changed freely and mean nothing until they are published: then the version goes up, and the role's keys sign.
final class RepositorySimulator: Fetcher {
    static let url = "http://repository/metadata/"
    /// What time it is when nothing else is said.
    static let now = UTCTime(secondsSince1970: 1_800_000_000)
    static let expiry = now.advanced(bySeconds: 30 * 86_400)

    var root: Root
    var timestamp: Timestamp
    var snapshot: Snapshot
    var targets: [ExactText: Targets]
    /// Who signs for a role.
    var keys: [ExactText: [PrivateKey]] = [:]
    /// Whether length and digest are vouched for as well as the version.
    var vouchesForBytes = false
    /// By name below the URL.
    var files: [String: [UInt8]] = [:]
    /// What is not answered but broken off.
    var broken: Set<String> = []
    /// What happens, once, while a file is on its way: the answer is what was there before.
    var meanwhile: [String: () async throws -> Void] = [:]
    private(set) var requests: [String] = []
    private var published: Set<ExactText> = []

    init() throws {
        var open: [TopLevelRole: (ExactText, Key)] = [:]
        for role in TopLevelRole.allCases {
            let key = try PrivateKey(generating: .ed25519)
            keys[role.name] = [key]
            let value = try Key(key.publicKey())
            open[role] = (value.id, value)
        }
        func role(_ name: TopLevelRole) -> RoleKeys { RoleKeys(open[name].map { [$0.0] } ?? []) }
        root = Root(
            expires: Self.expiry, keys: Dictionary(uniqueKeysWithValues: open.values.map { ($0.0, $0.1) }), root: role(.root),
            timestamp: role(.timestamp), snapshot: role(.snapshot), targets: role(.targets))
        targets = ["targets": Targets(expires: Self.expiry)]
        snapshot = Snapshot(expires: Self.expiry, meta: ["targets.json": MetaFile()])
        timestamp = Timestamp(expires: Self.expiry, snapshot: MetaFile())
        try publish("root", "targets", "snapshot", "timestamp")
    }

    func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
        let name = String(url.dropFirst(Self.url.count))
        requests.append(name)
        guard !broken.contains(name) else { throw .failed("broken off") }
        let bytes = files[name]
        do { try await meanwhile.removeValue(forKey: name)?() } catch { throw .failed("\(error)") }
        guard url.hasPrefix(Self.url), let bytes else { throw .notFound }
        guard bytes.count <= limit else { throw .tooLong }
        return bytes
    }

    /// What was asked for since the last time this was asked.
    func takeRequests() -> [String] {
        defer { requests = [] }
        return requests
    }

    subscript(role: ExactText) -> Targets {
        get { targets[role] ?? Targets(expires: Self.expiry) }
        set { targets[role] = newValue }
    }

    /// In this order, which is one for `snapshot` after what it vouches for, and `timestamp` last.
    func publish(_ roles: ExactText...) throws { for role in roles { try publish(role) } }

    /// Targets, snapshot and timestamp.
    func publishTargets(_ roles: ExactText...) throws {
        for role in roles + ["targets", "snapshot", "timestamp"] { try publish(role) }
    }

    private func publish(_ role: ExactText) throws {
        let step = published.insert(role).inserted ? 0 : 1
        switch role {
        case "root":
            root.version += step
            files["\(root.version).root.json"] = try sign(root, role)
        case "timestamp":
            timestamp.version += step
            files["timestamp.json"] = try sign(timestamp, role)
        case "snapshot":
            snapshot.version += step
            timestamp.snapshot = store(try sign(snapshot, role), role, snapshot.version)
        default:
            self[role].version += step
            snapshot[role] = store(try sign(self[role], role), role, self[role].version)
        }
    }

    func sign<Role>(_ content: Role, _ role: ExactText) throws -> [UInt8] where Role: SignedRole {
        try Metadata(content).signed(by: keys[role] ?? []).bytes
    }

    private func store(_ bytes: [UInt8], _ role: ExactText, _ version: Int) -> MetaFile {
        files[name(of: role, version)] = bytes
        return vouchesForBytes ? MetaFile(version: version, of: bytes) : MetaFile(version: version)
    }

    func name(of role: ExactText, _ version: Int) -> String {
        "\(root.consistentSnapshot ? "\(version)." : "")\(PercentEncoding.part(role)).json"
    }
}
