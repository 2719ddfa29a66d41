import Support

@testable import TUF

/// A router: its trust store lives on from one run to the next, its updater does not.
final class TestClient {
    let repository: RepositorySimulator
    let folder: TemporaryFolder
    let store: TrustStore
    var now = RepositorySimulator.now

    /// Begins with what is the first root now.
    init(_ repository: RepositorySimulator) throws {
        self.repository = repository
        folder = try TemporaryFolder("tuf", inMemory: true)
        store = TrustStore(folder: folder.path)
        try store.begin(with: repository.files["1.root.json"] ?? [])
        _ = repository.takeRequests()
    }

    func updater() throws(UpdateFailure) -> Updater {
        try Updater(metadataURL: RepositorySimulator.url, store: store, fetcher: repository, now: now)
    }

    func refresh() async throws(UpdateFailure) {
        var updater = try updater()
        try await updater.refresh()
    }

    func target(_ name: ExactText) async throws(UpdateFailure) -> TargetFile? {
        var updater = try updater()
        return try await updater.target(named: name)
    }

    /// Why a refresh is refused; nil if it is not, or ends for another reason.
    func refusal() async -> Refusal? {
        do throws(UpdateFailure) { try await refresh() } catch { if case .refused(let refusal) = error { return refusal } }
        return nil
    }

    /// Why a search is refused.
    func refusal(of target: ExactText) async -> Refusal? {
        do throws(UpdateFailure) { _ = try await self.target(target) } catch { if case .refused(let refusal) = error { return refusal } }
        return nil
    }

    func version<Role>(_ role: Role.Type, _ name: ExactText) throws -> Int? where Role: SignedRole {
        try store.read(name, atMost: Bounds.targetsBytes).map {
            try Metadata<Role>(parsing: $0, atMost: Bounds.targetsBytes).signed.version
        }
    }

    /// Versions of what is stored: root, timestamp, snapshot, targets; 0 for what is not.
    func versions() throws -> [Int] {
        [
            try version(Root.self, "root") ?? 0, try version(Timestamp.self, "timestamp") ?? 0, try version(Snapshot.self, "snapshot") ?? 0,
            try version(Targets.self, "targets") ?? 0,
        ]
    }
}
