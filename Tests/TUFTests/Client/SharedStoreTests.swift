import Glibc
import Support
import Testing

@testable import TUF

/// Two clients of one trust store, as an update and a command are: what one has learnt, the other does not undo.
struct SharedStoreTests {
    private let repository: RepositorySimulator
    private let client: TestClient

    init() throws {
        repository = try RepositorySimulator()
        client = try TestClient(repository)
    }

    @Test(arguments: ["2.root.json", "3.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"])
    func `a client that is overtaken begins again from what the other has stored`(_ name: String) async throws {
        try await client.refresh()
        try repository.publish("root", "targets", "snapshot", "timestamp")
        repository.meanwhile[name] = { [repository, client] in
            try repository.publish("root", "targets", "snapshot", "timestamp")
            try await client.refresh()
        }
        try await client.refresh()
        #expect(try client.versions() == [3, 3, 3, name == "2.targets.json" ? 2 : 3])
        try await client.refresh()
        #expect(try client.versions() == [3, 3, 3, 3])
    }

    @Test func `an older timestamp that arrives late does not take the place of a newer one`() async throws {
        let old = repository.files["timestamp.json"]
        repository.meanwhile["timestamp.json"] = { [repository, client] in
            try repository.publish("timestamp")
            try await client.refresh()
            repository.files["timestamp.json"] = old
        }
        #expect(await client.refusal() == Refusal("timestamp", .rollback(of: "timestamp", from: 2, to: 1)))
        #expect(try client.versions() == [1, 2, 1, 1])
    }

    @Test func `what another client has stored the same is no reason to begin again`() async throws {
        repository.meanwhile["timestamp.json"] = { [client] in try await client.refresh() }
        try await client.refresh()
        let asked = repository.takeRequests()
        #expect(asked.filter { $0 == "timestamp.json" }.count == 2 && asked.filter { $0 == "2.root.json" }.count == 2, "\(asked)")
    }

    @Test func `overtaken again and again, it says so`() async throws {
        func overtake(_ left: Int) {
            repository.meanwhile["timestamp.json"] = { [repository, client] in
                try repository.publish("timestamp")
                try await client.refresh()
                // What is asked for next is newer than what is stored, and will be overtaken again.
                try repository.publish("timestamp")
                if left > 1 { overtake(left - 1) }
            }
        }
        overtake(Bounds.refreshes)
        await #expect(throws: UpdateFailure.overtaken(folder: client.folder.path)) { try await client.refresh() }
        try await client.refresh()
    }

    @Test func `a refresh that failed may be tried again by the same updater`() async throws {
        var updater = try client.updater()
        let snapshot = repository.files.removeValue(forKey: "1.snapshot.json")
        await #expect(throws: UpdateFailure.self) { try await updater.refresh() }
        repository.files["1.snapshot.json"] = snapshot
        try await updater.refresh()
        #expect(try client.versions() == [1, 1, 1, 1])
    }

    @Test func `what could not be stored is not left out by the next attempt`() async throws {
        var updater = try client.updater()
        try repository.publish("root")
        let obstacle = client.folder.path("root.json.new")
        #expect(mkdir(obstacle, 0o700) == 0)
        await #expect(throws: UpdateFailure.self) { try await updater.refresh() }
        #expect(rmdir(obstacle) == 0)
        try await updater.refresh()
        #expect(try client.versions() == [2, 1, 1, 1])
    }
}
