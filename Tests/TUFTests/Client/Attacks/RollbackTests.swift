import Glibc
import Testing

@testable import TUF

struct RollbackTests {
    private let repository: RepositorySimulator
    private let client: TestClient

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    @Test func `an old timestamp is refused`() async throws {
        let old = repository.files["timestamp.json"]
        try repository.publish("timestamp")
        try await client.refresh()
        repository.files["timestamp.json"] = old
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "timestamp", from: 2, to: 1)))
        #expect(try client.versions() == [1, 2, 1, 1])
    }

    @Test func `a timestamp of the same version changes nothing, whatever it says`() async throws {
        try await client.refresh()
        repository.timestamp.snapshot.version = 100
        repository.files["timestamp.json"] = try repository.sign(repository.timestamp, "timestamp")
        try await client.refresh()
        #expect(repository.takeRequests().last == "timestamp.json")
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    @Test(arguments: [false, true])
    func `a timestamp that names an older snapshot is refused`(_ vouchesForBytes: Bool) async throws {
        repository.vouchesForBytes = vouchesForBytes
        try repository.publish("snapshot", "timestamp")
        try await client.refresh()
        repository.timestamp.snapshot = MetaFile(version: 1)
        try repository.publish("timestamp")
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "snapshot", from: 2, to: 1)))
        #expect(try client.versions() == [1, 2, 2, 1])
    }

    @Test(arguments: [false, true])
    func `a snapshot that names older targets is refused`(_ vouchesForBytes: Bool) async throws {
        repository.vouchesForBytes = vouchesForBytes
        try repository.publishTargets()
        try await client.refresh()
        repository.snapshot["targets"] = MetaFile(version: 1)
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("snapshot", .rollback(of: "targets.json", from: 2, to: 1)))
        #expect(try client.versions() == [1, 3, 2, 2])
    }

    @Test func `a snapshot without a role that was there is refused`() async throws {
        try repository.delegate(to: "stable")
        try repository.publishTargets("stable")
        try await client.refresh()
        repository.snapshot["stable"] = nil
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("snapshot", .rollback(of: "stable.json", from: 1, to: nil)))
    }

    @Test func `an expired snapshot of the store still guards against rollback`() async throws {
        repository.snapshot.expires = client.now.advanced(bySeconds: 10)
        try repository.publishTargets()
        try await client.refresh()
        client.now = client.now.advanced(bySeconds: 20)
        repository.snapshot.expires = RepositorySimulator.expiry
        repository.snapshot["targets"] = MetaFile(version: 1)
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("snapshot", .rollback(of: "targets.json", from: 2, to: 1)))
    }

    @Test func `an expired timestamp of the store still guards against rollback`() async throws {
        let old = try repository.sign(repository.timestamp, "timestamp")
        repository.timestamp.expires = client.now.advanced(bySeconds: 10)
        try repository.publish("timestamp")
        try await client.refresh()
        client.now = client.now.advanced(bySeconds: 20)
        repository.files["timestamp.json"] = old
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "timestamp", from: 2, to: 1)))
    }

    @Test func `the root before, or the same again, is refused as the next`() async throws {
        repository.files["2.root.json"] = repository.files["1.root.json"]
        #expect(await client.refusal() == Refusal("root", .rollback(of: "root", from: 1, to: 1)))
        #expect(repository.takeRequests() == ["2.root.json"])
    }

    @Test func `a root that skips one is refused`() async throws {
        repository.root.version = 2
        try repository.publish("root")
        repository.files["2.root.json"] = repository.files["3.root.json"]
        #expect(await client.refusal() == Refusal("root", .skippedRoot(expected: 2, found: 3)))
        #expect(try client.versions() == [1, 0, 0, 0])
    }

    @Test func `fast-forwarded timestamp, snapshot and targets recover once their keys are rotated`() async throws {
        repository.timestamp.version = 99_999
        repository.snapshot.version = 99_999
        repository["targets"].version = 99_999
        try repository.publishTargets()
        try await client.refresh()
        #expect(try client.versions() == [1, 100_000, 100_000, 100_000])
        try repository.rotate(.timestamp)
        try repository.rotate(.snapshot)
        repository.timestamp.version = 0
        repository.snapshot.version = 0
        repository["targets"].version = 0
        try repository.publish("root", "targets", "snapshot", "timestamp")
        try await client.refresh()
        #expect(try client.versions() == [2, 1, 1, 1])
    }

    @Test func `with the snapshot's keys alone rotated, targets recover, and the timestamp guards the new snapshot`() async throws {
        repository["targets"].version = 99_999
        try repository.publishTargets()
        try await client.refresh()
        try repository.rotate(.snapshot)
        repository["targets"].version = 0
        try repository.publish("root", "targets", "snapshot", "timestamp")
        try await client.refresh()
        #expect(try client.versions() == [2, 3, 3, 1])
        repository.snapshot.version = 0
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "snapshot", from: 3, to: 1)))
    }

    @Test func `a fast-forwarded snapshot recovers once its own keys are rotated`() async throws {
        repository.snapshot.version = 99_999
        try repository.publishTargets()
        try await client.refresh()
        try repository.rotate(.snapshot)
        repository.snapshot.version = 0
        try repository.publish("root", "targets", "snapshot", "timestamp")
        try await client.refresh()
        #expect(try client.versions() == [2, 3, 1, 3])
    }

    @Test func `a snapshot that is not in the store, or damaged there, frees no version`() async throws {
        repository.snapshot.version = 9
        try repository.publishTargets()
        try await client.refresh()
        repository.snapshot.version = 0
        try repository.publish("snapshot", "timestamp")
        for damage in [nil, Array("{".utf8)] as [[UInt8]?] {
            if let damage { try client.store.write("snapshot", damage) } else { unlink(client.store.path(of: "snapshot")) }
            #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "snapshot", from: 10, to: 1)))
        }
    }

    @Test func `keys added to a role drop no guard`() async throws {
        let old = repository.files["timestamp.json"]
        try repository.publish("timestamp")
        try await client.refresh()
        let before = repository.keys["timestamp"] ?? []
        let ids = repository.root[.timestamp].keyIDs
        try repository.rotate(.timestamp)
        repository.root[.timestamp] = RoleKeys(ids + repository.root[.timestamp].keyIDs)
        repository.keys["timestamp"] = before
        try repository.publish("root")
        repository.files["timestamp.json"] = old
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "timestamp", from: 2, to: 1)))
    }

    /// The key ids are today's: their keys were not rotated, whatever the signatures are worth.
    @Test(arguments: [true, false]) func `a stored snapshot of which a byte was changed frees no version`(_ isSignature: Bool) async throws
    {
        repository.snapshot.version = 9
        try repository.publishTargets()
        try await client.refresh()
        let stored = try #require(try client.store.read("snapshot", atMost: Bounds.snapshotBytes))
        let metadata = try Metadata<Snapshot>(parsing: stored, atMost: Bounds.snapshotBytes)
        var content = metadata.signed
        if !isSignature { content.version += 1 }
        let signatures = metadata.signatures.map { signature in
            let bytes = signature.bytes ?? []
            return Signature(keyID: signature.keyID, bytes: isSignature ? [bytes[0] ^ 1] + bytes.dropFirst() : bytes)
        }
        try client.store.write("snapshot", Metadata(content, content.json.canonicalBytes, signatures).bytes)
        repository.snapshot.version = 0
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "snapshot", from: 10, to: 1)))
    }
}
