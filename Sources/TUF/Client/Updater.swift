/// A client of one repository: brings trusted metadata up to date, and finds targets in it. (5.1 to 5.7)
///
/// It decides what to fetch and when to store; what to trust, `TrustedMetadataSet` does. A request is made only for what is not in the
/// store already, and never twice.
public struct Updater {
    private let metadataURL: String
    private let store: TrustStore
    private let fetcher: any Fetcher
    public private(set) var trusted: TrustedMetadataSet

    /// Nothing is fetched yet. The store must hold a root.
    public init(metadataURL: String, store: TrustStore, fetcher: any Fetcher, now: UTCTime) throws(UpdateFailure) {
        self.metadataURL = metadataURL.utf8.last == UInt8(ascii: "/") ? metadataURL : metadataURL + "/"
        self.store = store
        self.fetcher = fetcher
        let role = TopLevelRole.root.name
        let stored = try Self.stored { () throws(StoreFailure) in try store.read(role, atMost: Bounds.rootBytes) }
        guard let root = stored else {
            throw .store(StoreFailure(store.path(of: role), "there is no root to begin with; it must come by a trusted way"))
        }
        trusted = try Self.ruled { () throws(Refusal) in try TrustedMetadataSet(trusting: root, at: now) }
    }

    /// Brings the four top-level roles up to date. Once in the life of an updater.
    public mutating func refresh() async throws(UpdateFailure) {
        precondition(trusted.timestamp == nil, "an updater refreshes once")
        try await refreshRoot()
        try await refreshTimestamp()
        try await refreshSnapshot()
        try await refreshTargets()
    }

    /// What the repository says of a target; nil if nobody vouches for it. Refreshes first where that was not done.
    public mutating func target(named name: ExactText) async throws(UpdateFailure) -> TargetFile? {
        if trusted.targets == nil { try await refresh() }
        guard let targets = trusted.targets else { preconditionFailure("a refresh ends with targets") }
        var walk = DelegationWalk(for: name)
        var answer = walk.ask(targets)
        while answer == nil, let step = try Self.ruled({ () throws(Refusal) in try walk.next() }) {
            answer = walk.ask(try await delegated(step))
        }
        return answer
    }

    /// All that a role vouches for to which the top-level targets hand on; nil if they do not. Refreshes first where that was not done.
    ///
    /// A list to choose from. Whether the role may speak for a target, ``target(named:)`` says.
    public mutating func targets(of role: ExactText) async throws(UpdateFailure) -> Targets? {
        if trusted.targets == nil { try await refresh() }
        guard let delegations = trusted.targets?.delegations, delegations.signers(of: role) != nil else { return nil }
        return try await delegated(DelegationWalk.Step(role: role, delegations: delegations))
    }

    /// Where a target is served, below the URL for targets. (5.7.3)
    public func path(of name: ExactText, _ file: TargetFile) -> String {
        guard trusted.root.consistentSnapshot, let digest = file.hashes.digests.first else { return PercentEncoding.path(name) }
        let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return PercentEncoding.path(ExactText(unchecked: name.utf8[..<slash] + Array("\(digest).".utf8) + name.utf8[slash...]))
    }
}

extension Updater {
    /// 5.3
    private mutating func refreshRoot() async throws(UpdateFailure) {
        for _ in 0..<Bounds.rootRotations {
            let version = trusted.root.version + 1
            guard let root = try await fetch(TopLevelRole.root.name, version: version, atMost: Bounds.rootBytes) else { break }
            try Self.ruled { () throws(Refusal) in try trusted.update(root: root) }
            // 5.3.8: each of them, so that a client that is cut off goes on from here.
            try write(TopLevelRole.root.name, root)
        }
        try Self.ruled { () throws(Refusal) in try trusted.checkFinalRoot() }
    }

    /// 5.4
    private mutating func refreshTimestamp() async throws(UpdateFailure) {
        let role = TopLevelRole.timestamp.name
        if let old = read(role, atMost: Bounds.timestampBytes) { trusted.recall(timestamp: old) }
        let new = try await require(role, version: nil, atMost: Bounds.timestampBytes)
        if try Self.ruled({ () throws(Refusal) in try trusted.update(timestamp: new) }) { try write(role, new) }
    }

    /// 5.5
    private mutating func refreshSnapshot() async throws(UpdateFailure) {
        let role = TopLevelRole.snapshot.name
        if let old = read(role, atMost: Bounds.snapshotBytes), trusted.recall(snapshot: old) { return }
        let new = try await require(role, trusted.expectedSnapshot, atMost: Bounds.snapshotBytes)
        try Self.ruled { () throws(Refusal) in try trusted.update(snapshot: new) }
        try write(role, new)
    }

    /// 5.6, of the top level.
    private mutating func refreshTargets() async throws(UpdateFailure) {
        let role = TopLevelRole.targets.name
        if let old = read(role, atMost: Bounds.targetsBytes), (try? trusted.update(targets: old)) != nil { return }
        let meta = try Self.ruled { () throws(Refusal) in try trusted.expected(role) }
        let new = try await require(role, meta, atMost: Bounds.targetsBytes)
        try Self.ruled { () throws(Refusal) in try trusted.update(targets: new) }
        try write(role, new)
    }

    /// 5.6, of a delegated role.
    private func delegated(_ step: DelegationWalk.Step) async throws(UpdateFailure) -> Targets {
        if let old = read(step.role, atMost: Bounds.targetsBytes),
            let targets = try? trusted.delegated(step.role, old, by: step.delegations)
        {
            return targets
        }
        let meta = try Self.ruled { () throws(Refusal) in try trusted.expected(step.role) }
        let new = try await require(step.role, meta, atMost: Bounds.targetsBytes)
        let targets = try Self.ruled { () throws(Refusal) in try trusted.delegated(step.role, new, by: step.delegations) }
        try write(step.role, new)
        return targets
    }
}

extension Updater {
    /// Metadata that other metadata vouches for.
    private func require(_ role: ExactText, _ meta: MetaFile, atMost limit: Int) async throws(UpdateFailure) -> [UInt8] {
        let version = trusted.root.consistentSnapshot ? meta.version : nil
        return try await require(role, version: version, atMost: min(meta.length ?? limit, limit))
    }

    private func require(_ role: ExactText, version: Int?, atMost limit: Int) async throws(UpdateFailure) -> [UInt8] {
        guard let bytes = try await fetch(role, version: version, atMost: limit) else { throw .missing(url: url(of: role, version)) }
        return bytes
    }

    private func fetch(_ role: ExactText, version: Int?, atMost limit: Int) async throws(UpdateFailure) -> [UInt8]? {
        let url = url(of: role, version)
        do throws(FetchFailure) {
            return try await fetcher.fetch(url, atMost: limit)
        } catch {
            switch error {
            case .notFound: return nil
            case .tooLong: throw .refused(Refusal(role, .endlessData(limit: limit)))
            case .failed(let words): throw .unreachable(url: url, words: words)
            }
        }
    }

    private func url(of role: ExactText, _ version: Int?) -> String {
        "\(metadataURL)\(version.map { "\($0)." } ?? "")\(PercentEncoding.part(role)).json"
    }

    /// What cannot be read counts as not there: the repository has it, and a store that cannot be written either will say so.
    private func read(_ role: ExactText, atMost limit: Int) -> [UInt8]? { try? store.read(role, atMost: limit) }

    private func write(_ role: ExactText, _ bytes: [UInt8]) throws(UpdateFailure) {
        try Self.stored { () throws(StoreFailure) in try store.write(role, bytes) }
    }

    private static func ruled<Value>(_ body: () throws(Refusal) -> Value) throws(UpdateFailure) -> Value {
        do throws(Refusal) { return try body() } catch { throw .refused(error) }
    }

    private static func stored<Value>(_ body: () throws(StoreFailure) -> Value) throws(UpdateFailure) -> Value {
        do throws(StoreFailure) { return try body() } catch { throw .store(error) }
    }
}
