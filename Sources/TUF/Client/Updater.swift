/// A client of one repository: brings trusted metadata up to date, and finds targets in it. (5.1 to 5.7)
///
/// It decides what to fetch and when to store; what to trust, `TrustedMetadataSet` does. A request is made only for what is not in the
/// store already, and never twice.
public struct Updater {
    private let metadataURL: String
    private let store: TrustStore
    private let fetcher: any Fetcher
    /// As it is stored.
    private var root: [UInt8]
    /// What an attempt that failed has left in memory need not be what is stored.
    private var isTried = false
    public private(set) var trusted: TrustedMetadataSet

    /// Nothing is fetched yet. The store must hold a root.
    public init(metadataURL: String, store: TrustStore, fetcher: any Fetcher, now: UTCTime) throws(UpdateFailure) {
        self.metadataURL = metadataURL.utf8.last == UInt8(ascii: "/") ? metadataURL : metadataURL + "/"
        self.store = store
        self.fetcher = fetcher
        (root, trusted) = try Self.beginning(store, at: now)
    }

    private static func beginning(_ store: TrustStore, at now: UTCTime) throws(UpdateFailure) -> ([UInt8], TrustedMetadataSet) {
        let role = TopLevelRole.root.name
        guard let root = try stored({ () throws(StoreFailure) in try store.read(role, atMost: Bounds.rootBytes) }) else {
            throw .store(StoreFailure(store.path(of: role), "there is no root to begin with; it must come by a trusted way"))
        }
        do throws(Refusal) {
            return (root, try TrustedMetadataSet(trusting: root, at: now))
        } catch {
            let words = "what is stored here is no root to begin with, and another must come by a trusted way: \(error.attack)"
            throw .store(StoreFailure(store.path(of: role), words))
        }
    }

    /// Brings the four top-level roles up to date: once in the life of an updater, unless it fails.
    ///
    /// Where another client of the same store was faster, it begins again from what that one has stored, so that neither undoes what the
    /// other has learnt.
    public mutating func refresh() async throws(UpdateFailure) {
        precondition(trusted.targets == nil, "an updater refreshes once")
        for attempt in 0..<Bounds.refreshes {
            if attempt > 0 || isTried { (root, trusted) = try Self.beginning(store, at: trusted.now) }
            isTried = true
            guard try await refreshRoot() else { continue }
            let snapshot = try read(TopLevelRole.snapshot.name, atMost: Bounds.snapshotBytes)
            guard try await refreshTimestamp(beside: snapshot), try await refreshSnapshot(from: snapshot) else { continue }
            return try await refreshTargets()
        }
        throw .overtaken(folder: store.folder)
    }

    /// What the repository says of a target; nil if nobody vouches for it. Refreshes first where that was not done.
    public mutating func target(named name: ExactText) async throws(UpdateFailure) -> TargetFile? {
        if trusted.targets == nil { try await refresh() }
        guard let targets = trusted.targets else { preconditionFailure("a refresh ends with targets") }
        var walk = DelegationWalk(for: name)
        var answer = try Self.ruled { () throws(Refusal) in try walk.ask(targets, of: TopLevelRole.targets.name) }
        while answer == nil, let step = try Self.ruled({ () throws(Refusal) in try walk.next() }) {
            let targets = try await delegated(step)
            answer = try Self.ruled { () throws(Refusal) in try walk.ask(targets, of: step.role) }
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
    /// 5.3. False, as all of these, if another client has stored something else meanwhile.
    private mutating func refreshRoot() async throws(UpdateFailure) -> Bool {
        let role = TopLevelRole.root.name
        for _ in 0..<Bounds.rootRotations {
            let version = trusted.root.version + 1
            guard let next = try await fetch(role, version: version, atMost: Bounds.rootBytes) else { break }
            try Self.ruled { () throws(Refusal) in try trusted.update(root: next) }
            // 5.3.8: each of them, so that a client that is cut off goes on from here.
            guard try exchange(role, root, for: next, atMost: Bounds.rootBytes) else { return false }
            root = next
        }
        try Self.ruled { () throws(Refusal) in try trusted.checkFinalRoot() }
        return true
    }

    /// 5.4. `snapshot`: what is stored of it.
    private mutating func refreshTimestamp(beside snapshot: [UInt8]?) async throws(UpdateFailure) -> Bool {
        let role = TopLevelRole.timestamp.name
        let old = try read(role, atMost: Bounds.timestampBytes)
        if let old { trusted.recall(timestamp: old) }
        if let snapshot { trusted.recall(snapshot: snapshot) }
        let new = try await require(role, version: nil, atMost: Bounds.timestampBytes)
        guard try Self.ruled({ () throws(Refusal) in try trusted.update(timestamp: new) }) else { return true }
        return try exchange(role, old, for: new, atMost: Bounds.timestampBytes)
    }

    /// 5.5
    private mutating func refreshSnapshot(from old: [UInt8]?) async throws(UpdateFailure) -> Bool {
        let role = TopLevelRole.snapshot.name
        if let old, trusted.isCurrent(snapshot: old) { return true }
        let new = try await require(role, trusted.expectedSnapshot, atMost: Bounds.snapshotBytes)
        try Self.ruled { () throws(Refusal) in try trusted.update(snapshot: new) }
        return try exchange(role, old, for: new, atMost: Bounds.snapshotBytes)
    }

    /// 5.6, of the top level.
    private mutating func refreshTargets() async throws(UpdateFailure) {
        let role = TopLevelRole.targets.name
        if let old = try read(role, atMost: Bounds.targetsBytes), (try? trusted.update(targets: old)) != nil { return }
        let meta = try Self.ruled { () throws(Refusal) in try trusted.expected(role) }
        let new = try await require(role, meta, atMost: Bounds.targetsBytes)
        try Self.ruled { () throws(Refusal) in try trusted.update(targets: new) }
        try write(role, new)
    }

    /// 5.6, of a delegated role.
    private func delegated(_ step: DelegationWalk.Step) async throws(UpdateFailure) -> Targets {
        if let old = try read(step.role, atMost: Bounds.targetsBytes),
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

    private func read(_ role: ExactText, atMost limit: Int) throws(UpdateFailure) -> [UInt8]? {
        try Self.stored { () throws(StoreFailure) in try store.readable(role, atMost: limit) }
    }

    private func exchange(_ role: ExactText, _ old: [UInt8]?, for new: [UInt8], atMost limit: Int) throws(UpdateFailure) -> Bool {
        try Self.stored { () throws(StoreFailure) in try store.exchange(role, old, for: new, atMost: limit) }
    }

    /// Of targets, which guard nothing: what is stored of them is judged by the snapshot each time.
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
