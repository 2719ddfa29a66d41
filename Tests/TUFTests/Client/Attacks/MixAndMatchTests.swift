import Testing

@testable import TUF

struct MixAndMatchTests {
    private let repository: RepositorySimulator
    private let client: TestClient

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    @Test func `a snapshot of another version than the timestamp's is refused`() async throws {
        repository.snapshot.version = 2
        repository.files["1.snapshot.json"] = try repository.sign(repository.snapshot, "snapshot")
        #expect(await client.refusal() == Refusal("snapshot", .mixAndMatch(.version(expected: 1, found: 2))))
        #expect(try client.versions() == [1, 1, 0, 0])
    }

    @Test func `targets of another version than the snapshot's are refused`() async throws {
        repository["targets"].version = 2
        repository.files["1.targets.json"] = try repository.sign(repository["targets"], "targets")
        #expect(await client.refusal() == Refusal("targets", .mixAndMatch(.version(expected: 1, found: 2))))
        #expect(try client.versions() == [1, 1, 1, 0])
    }

    @Test(arguments: ["2.snapshot.json", "2.targets.json"])
    func `other bytes than those vouched for are refused, though their signature holds`(_ name: String) async throws {
        repository.vouchesForBytes = true
        try repository.publishTargets()
        let bytes = try #require(repository.files[name])
        let role = name == "2.snapshot.json" ? "snapshot" : "targets" as ExactText
        repository.files[name] = Array(String(decoding: bytes, as: UTF8.self).replacing(",\"signed\"", with: "\t\"signed\"").utf8)
        #expect(await client.refusal() == Refusal(role, .mixAndMatch(.digest)))
        repository.files[name] = Array(bytes.dropLast())
        #expect(await client.refusal() == Refusal(role, .mixAndMatch(.length(expected: bytes.count, found: bytes.count - 1))))
        repository.files[name] = bytes + [0x20]
        #expect(await client.refusal() == Refusal(role, .endlessData(limit: bytes.count)))
        repository.files[name] = bytes
        try await client.refresh()
        #expect(try client.versions() == [1, 2, 2, 2])
    }

    @Test func `a stored snapshot of the right version and the wrong bytes is fetched anew`() async throws {
        try await client.refresh()
        repository.vouchesForBytes = true
        repository.snapshot.version = 0
        repository.snapshot.unknown["again"] = true
        try repository.publish("snapshot", "timestamp")
        try await client.refresh()
        #expect(repository.takeRequests().suffix(2) == ["timestamp.json", "1.snapshot.json"])
        #expect(try client.store.read("snapshot", atMost: 1 << 20) == repository.files["1.snapshot.json"])
    }

    @Test func `a role that is delegated to and not in the snapshot is refused`() async throws {
        try repository.delegate(to: "stable")
        try repository.publishTargets()
        #expect(await client.refusal(of: "a") == Refusal("stable", .mixAndMatch(.notInSnapshot)))
    }

    @Test func `metadata of one type is not taken for another, whoever signed it`() async throws {
        try repository.rotate(.timestamp)
        repository.keys["snapshot"] = repository.keys["timestamp"]
        repository.root[.snapshot] = repository.root[.timestamp]
        try repository.publish("root")
        repository.files["timestamp.json"] = try repository.sign(repository.snapshot, "snapshot")
        #expect(await client.refusal() == Refusal("timestamp", .unreadable(.wrongType("snapshot"))))
        #expect(try client.versions() == [2, 0, 0, 0])
    }

    @Test(arguments: [
        ("root", "2.root.json"), ("timestamp", "timestamp.json"), ("snapshot", "1.snapshot.json"), ("targets", "1.targets.json"),
    ])
    func `metadata of a later specification is refused by that name`(_ role: String, _ file: String) async throws {
        let bytes = repository.files[file] ?? repository.files["1.root.json"] ?? []
        for version in ["2.0.0", "1", "1.0.x", "1.", "", "11.0"] {
            let text = String(decoding: bytes, as: UTF8.self).replacing(
                "\"spec_version\":\"1.0.34\"", with: "\"spec_version\":\"\(version)\"")
            repository.files[file] = Array(text.utf8)
            #expect(await client.refusal() == Refusal(ExactText(role), .unreadable(.unsupportedSpecification(ExactText(version)))))
        }
    }

    @Test(arguments: [
        ("timestamp", "timestamp.json", Bounds.timestampBytes), ("snapshot", "1.snapshot.json", Bounds.snapshotBytes),
        ("targets", "1.targets.json", Bounds.targetsBytes), ("root", "2.root.json", Bounds.rootBytes),
    ])
    func `endless data is refused, and of any role there is a limit`(_ role: String, _ file: String, _ limit: Int) async throws {
        repository.files[file] = [UInt8](repeating: 0x20, count: limit + 1)
        #expect(await client.refusal() == Refusal(ExactText(role), .endlessData(limit: limit)))
    }

    @Test func `a length that the timestamp vouches for does not lift the limit`() async throws {
        repository.timestamp.snapshot = MetaFile(version: 1, length: Int.max)
        try repository.publish("timestamp")
        repository.files["1.snapshot.json"] = [UInt8](repeating: 0x20, count: Bounds.snapshotBytes + 1)
        #expect(await client.refusal() == Refusal("snapshot", .endlessData(limit: Bounds.snapshotBytes)))
    }
}
