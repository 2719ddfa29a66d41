import Testing

@testable import TUF

struct FreezeTests {
    private let repository: RepositorySimulator
    private let client: TestClient
    private var past: UTCTime { client.now.advanced(bySeconds: -1) }

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    @Test func `an expired timestamp is refused and not stored`() async throws {
        try await client.refresh()
        repository.timestamp.expires = past
        try repository.publish("timestamp")
        #expect(await client.refusal() == Refusal("timestamp", .freeze(expired: past, now: client.now)))
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    @Test func `an expired snapshot is refused and not stored`() async throws {
        try await client.refresh()
        repository.snapshot.expires = past
        try repository.publish("snapshot", "timestamp")
        #expect(await client.refusal() == Refusal("snapshot", .freeze(expired: past, now: client.now)))
        #expect(try client.versions() == [1, 2, 1, 1])
    }

    @Test func `expired targets are refused and not stored`() async throws {
        try await client.refresh()
        repository["targets"].expires = past
        try repository.publishTargets()
        #expect(await client.refusal() == Refusal("targets", .freeze(expired: past, now: client.now)))
        #expect(try client.versions() == [1, 2, 2, 1])
    }

    @Test func `an expired last root is stored and then refused, and nothing else is asked for`() async throws {
        repository.root.expires = past
        try repository.publish("root")
        #expect(await client.refusal() == Refusal("root", .freeze(expired: past, now: client.now)))
        #expect(try client.versions() == [2, 0, 0, 0])
        #expect(repository.takeRequests() == ["2.root.json", "3.root.json"])
    }

    @Test func `an expired root on the way to a valid one is no hindrance`() async throws {
        repository.root.expires = past
        try repository.publish("root")
        repository.root.expires = RepositorySimulator.expiry
        try repository.publish("root")
        try await client.refresh()
        #expect(try client.versions() == [3, 1, 1, 1])
    }

    @Test func `what expired in the store blocks no update`() async throws {
        let soon = client.now.advanced(bySeconds: 10)
        repository.root.expires = soon
        repository.timestamp.expires = soon
        repository.snapshot.expires = soon
        repository["targets"].expires = soon
        try repository.publish("root", "targets", "snapshot", "timestamp")
        try await client.refresh()
        client.now = soon
        #expect(await client.refusal() == Refusal("root", .freeze(expired: soon, now: soon)))
        repository.root.expires = RepositorySimulator.expiry
        repository.timestamp.expires = RepositorySimulator.expiry
        try repository.publish("root", "timestamp")
        #expect(await client.refusal() == Refusal("snapshot", .freeze(expired: soon, now: soon)))
        repository.snapshot.expires = RepositorySimulator.expiry
        repository["targets"].expires = RepositorySimulator.expiry
        try repository.publishTargets()
        try await client.refresh()
        #expect(try client.versions() == [3, 4, 3, 3])
    }

    @Test func `a repository that only repeats an expired timestamp is refused`() async throws {
        try await client.refresh()
        repository.root.expires = .init(secondsSince1970: 2_000_000_000)
        try repository.publish("root")
        client.now = RepositorySimulator.expiry
        #expect(await client.refusal() == Refusal("timestamp", .freeze(expired: RepositorySimulator.expiry, now: client.now)))
    }

    @Test func `an expired delegated role is refused, and its successor is taken`() async throws {
        try repository.delegate(to: "stable")
        repository["stable"].expires = past
        repository.add("a", to: "stable")
        try repository.publishTargets("stable")
        #expect(await client.refusal(of: "a") == Refusal("stable", .freeze(expired: past, now: client.now)))
        #expect(try client.store.read("stable", atMost: 1000) == nil)
        repository["stable"].expires = RepositorySimulator.expiry
        try repository.publishTargets("stable")
        #expect(try await client.target("a") != nil)
    }

    @Test func `a delegated role that expired in the store is not used`() async throws {
        try repository.delegate(to: "stable")
        let soon = client.now.advanced(bySeconds: 10)
        repository["stable"].expires = soon
        repository.add("a", to: "stable")
        try repository.publishTargets("stable")
        #expect(try await client.target("a") != nil)
        client.now = soon
        #expect(await client.refusal(of: "a") == Refusal("stable", .freeze(expired: soon, now: soon)))
    }
}
