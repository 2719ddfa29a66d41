import Glibc
import Testing

@testable import TUF

struct RefreshTests {
    private let repository: RepositorySimulator
    private let client: TestClient

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    @Test func `the first refresh asks for what is needed, in the order of the specification`() async throws {
        try await client.refresh()
        #expect(repository.takeRequests() == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"])
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    @Test func `a refresh with nothing new is two requests`() async throws {
        try await client.refresh()
        _ = repository.takeRequests()
        try await client.refresh()
        #expect(repository.takeRequests() == ["2.root.json", "timestamp.json"])
    }

    @Test func `what did not change is not asked for again`() async throws {
        try await client.refresh()
        try repository.publish("snapshot", "timestamp")
        _ = repository.takeRequests()
        try await client.refresh()
        #expect(repository.takeRequests() == ["2.root.json", "timestamp.json", "2.snapshot.json"])
        #expect(try client.versions() == [1, 2, 2, 1])
    }

    @Test func `a repository without consistent snapshots has plain names`() async throws {
        repository.root.consistentSnapshot = false
        try repository.publish("root", "targets", "snapshot", "timestamp")
        repository.add("a/b")
        try repository.publishTargets()
        var updater = try client.updater()
        let file = try #require(try await updater.target(named: "a/b"))
        #expect(repository.takeRequests() == ["2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json"])
        #expect(updater.path(of: "a/b", file) == "a/b")
    }

    @Test func `with consistent snapshots a target's file name begins with its digest`() async throws {
        repository.add("a b/c?.xz")
        try repository.publishTargets()
        var updater = try client.updater()
        let file = try #require(try await updater.target(named: "a b/c?.xz"))
        #expect(updater.path(of: "a b/c?.xz", file) == "a%20b/\(file.hashes.digests[0]).c%3F.xz")
        #expect(file.isMade(of: Array("content".utf8)))
        #expect(!file.isMade(of: Array("Content".utf8)))
    }

    @Test func `files are stored byte for byte as they came`() async throws {
        repository.files["timestamp.json", default: []] += Array(" \n ".utf8)
        try await client.refresh()
        for (role, name) in [("timestamp", "timestamp.json"), ("snapshot", "1.snapshot.json"), ("targets", "1.targets.json")] {
            #expect(try client.store.read(ExactText(role), atMost: 1 << 20) == repository.files[name])
        }
    }

    @Test func `unknown members are part of what is signed`() async throws {
        repository.root.unknown["x-custom"] = ["a": [1, 2], "e\u{301}": "\u{E9}"]
        repository.timestamp.unknown["note"] = "line\nline"
        try repository.publish("root", "timestamp")
        try await client.refresh()
        #expect(try client.versions() == [2, 2, 1, 1])
        #expect(try client.updater().trusted.root.unknown["x-custom"] == ["a": [1, 2], "e\u{301}": "\u{E9}"])
    }

    @Test func `a store without a root, or with a damaged one, asks the network nothing`() async throws {
        let root = try client.store.read("root", atMost: 1 << 20) ?? []
        for bytes in [
            [], Array(root.dropLast()), Array(String(decoding: root, as: UTF8.self).replacing("\"version\":1", with: "\"version\":2").utf8),
        ] {
            try client.store.write("root", bytes)
            #expect(throws: UpdateFailure.self) { try client.updater() }
        }
        #expect(throws: UpdateFailure.self) {
            try Updater(metadataURL: "", store: TrustStore(folder: "/nowhere"), fetcher: repository, now: client.now)
        }
        #expect(repository.takeRequests().isEmpty)
    }

    @Test(arguments: ["timestamp.json", "2.snapshot.json", "2.targets.json"])
    func `what is missing or broken off ends the refresh, and what was trusted stays`(_ name: String) async throws {
        try await client.refresh()
        try repository.publishTargets()
        let bytes = repository.files.removeValue(forKey: name)
        await #expect(throws: UpdateFailure.missing(url: RepositorySimulator.url + name)) { try await client.refresh() }
        repository.files[name] = bytes
        repository.broken = [name]
        await #expect(throws: UpdateFailure.unreachable(url: RepositorySimulator.url + name, words: "broken off")) {
            try await client.refresh()
        }
        #expect(try client.version(Targets.self, "targets") == 1)
        repository.broken = []
        try await client.refresh()
        #expect(try client.versions() == [1, 2, 2, 2])
    }

    @Test func `a root that is broken off is no end of the roots`() async throws {
        repository.broken = ["2.root.json"]
        await #expect(throws: UpdateFailure.self) { try await client.refresh() }
        #expect(repository.takeRequests() == ["2.root.json"])
    }

    @Test func `damage in the store is repaired from the repository`() async throws {
        try await client.refresh()
        for role in ["timestamp", "snapshot", "targets"] { try client.store.write(ExactText(role), Array("{".utf8)) }
        try await client.refresh()
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    /// A disk that fails, or too many open files, must not switch off what guards against rollback.
    @Test(arguments: ["timestamp", "snapshot", "targets"])
    func `what is in the store and cannot be read ends the refresh`(_ role: String) async throws {
        try await client.refresh()
        try repository.publishTargets()
        let path = client.store.path(of: ExactText(role))
        #expect(unlink(path) == 0 && symlink(path, path) == 0)
        let error = await #expect(throws: UpdateFailure.self) { try await client.refresh() }
        guard case .store(let failure) = error else { return #expect(error == nil) }
        #expect(failure.path == path)
    }

    @Test func `a file in the store that is longer than any is repaired from the repository`() async throws {
        try await client.refresh()
        try client.store.write("timestamp", Array(repeating: 32, count: Bounds.timestampBytes + 1))
        try await client.refresh()
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    @Test func `a damaged root in the store is no attack of the repository`() async throws {
        try client.store.write("root", Array("{".utf8))
        let error = #expect(throws: UpdateFailure.self) { try client.updater() }
        guard case .store(let failure) = error else { return #expect(error == nil) }
        #expect(failure.path == client.store.path(of: "root"))
    }

    @Test func `a search refreshes first, and nobody's target is nil`() async throws {
        #expect(try await client.target("nobody's") == nil)
        #expect(repository.takeRequests() == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"])
    }

    @Test func `what a publisher says of a target comes through whole`() async throws {
        let custom: CanonicalJSON = ["deltas": [["from": "1.3.0", "path": "stable/a.delta"]]]
        repository["targets"].targets["a"] = TargetFile(length: 1, hashes: Hashes(of: [1]), custom: custom)
        try repository.publishTargets()
        #expect(try await client.target("a")?.custom == custom)
    }
}
