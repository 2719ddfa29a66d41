import Testing
import Trust

@testable import TUF

struct RotationTests {
    /// One root: who may sign, how many must, who did.
    struct Step: Sendable {
        let keys: [Int]
        let threshold: Int
        let signers: [Int]
    }

    private let keys: [PrivateKey]
    private let repository: RepositorySimulator

    init() throws {
        keys = try (0..<10).map { _ in try PrivateKey(generating: .ed25519) }
        repository = try RepositorySimulator()
    }

    private func give(_ role: TopLevelRole, _ step: Step) throws {
        let values = try step.keys.map { try Key(keys[$0].publicKey()) }
        for value in values { repository.root.keys[value.id] = value }
        repository.root[role] = RoleKeys(values.map(\.id), threshold: step.threshold)
        repository.keys[role.name] = step.signers.map { keys[$0] }
    }

    /// How many roots a client follows; nil if all.
    private func follow(_ steps: [Step]) async throws -> (version: Int, refusal: Refusal?) {
        repository.root.version = 0
        for step in steps {
            try give(.root, step)
            try repository.publish("root")
        }
        let client = try TestClient(repository)
        let refusal = await client.refusal()
        return (try client.version(Root.self, "root") ?? 0, refusal)
    }

    @Test(arguments: [
        [
            Step(keys: [1], threshold: 1, signers: [1]), Step(keys: [2], threshold: 1, signers: [2, 1]),
            Step(keys: [2], threshold: 1, signers: [2]),
        ],
        [Step(keys: [1], threshold: 1, signers: [3, 1, 4]), Step(keys: [2], threshold: 1, signers: [3, 2, 1, 4])],
        [Step(keys: [0, 1, 2, 3, 4], threshold: 3, signers: [0, 2, 4]), Step(keys: [0, 1, 3, 4, 5], threshold: 3, signers: [0, 4, 1])],
        [
            Step(keys: [0, 1, 2, 3, 4], threshold: 3, signers: [0, 2, 4]),
            Step(keys: [5, 6, 7, 8, 9], threshold: 3, signers: [0, 2, 4, 5, 6, 7]),
            Step(keys: [5, 6, 7, 8, 9], threshold: 3, signers: [7, 8, 9]),
        ],
        [Step(keys: [1, 2, 3], threshold: 1, signers: [1]), Step(keys: [1, 2, 3], threshold: 2, signers: [1, 2])],
        [Step(keys: [1, 2, 3], threshold: 2, signers: [1, 2]), Step(keys: [1, 2, 3], threshold: 1, signers: [1, 2])],
    ])
    func `roots are followed whose old and new keys agree`(_ steps: [Step]) async throws {
        let (version, refusal) = try await follow(steps)
        #expect(refusal == nil)
        #expect(version == steps.count)
    }

    @Test(arguments: [
        ([Step(keys: [1], threshold: 1, signers: [1]), Step(keys: [2], threshold: 1, signers: [2, 3])], 0, 1),
        ([Step(keys: [1], threshold: 1, signers: [1]), Step(keys: [2], threshold: 1, signers: [1, 3])], 0, 1),
        (
            [
                Step(keys: [0, 1, 2, 3, 4], threshold: 3, signers: [0, 2, 4]),
                Step(keys: [0, 1, 3, 4, 5], threshold: 3, signers: [0, 2, 4]),
            ], 2, 3
        ),
        (
            [
                Step(keys: [0, 1, 2, 3, 4], threshold: 3, signers: [0, 2, 4]),
                Step(keys: [0, 1, 3, 4, 5], threshold: 3, signers: [0, 4, 5]),
            ], 2, 3
        ),
        ([Step(keys: [1, 2, 3], threshold: 1, signers: [1]), Step(keys: [1, 2, 3], threshold: 2, signers: [2])], 1, 2),
        ([Step(keys: [1, 2, 3], threshold: 2, signers: [1, 2]), Step(keys: [1, 2, 3], threshold: 1, signers: [1])], 1, 2),
    ])
    func `a root is refused that too few of the old or of the new keys signed`(_ steps: [Step], _ valid: Int, _ threshold: Int) async throws
    {
        let (version, refusal) = try await follow(steps)
        #expect(refusal == Refusal("root", .wrongSigners(valid: valid, threshold: threshold)))
        #expect(version == steps.count - 1)
    }

    @Test(
        arguments: [TopLevelRole.timestamp, .snapshot, .targets],
        [
            (Step(keys: [2], threshold: 1, signers: [2]), true), (Step(keys: [1], threshold: 1, signers: [3, 1, 4]), true),
            (Step(keys: [2], threshold: 1, signers: [1, 3]), false),
            (Step(keys: [0, 1, 3, 4, 5], threshold: 3, signers: [0, 2, 4]), false),
            (Step(keys: [0, 1, 3, 4, 5], threshold: 3, signers: [0, 4]), false),
            (Step(keys: [0, 1, 2, 3, 4], threshold: 3, signers: [1, 2, 3]), true),
        ])
    func `a role's new keys are asked for`(_ role: TopLevelRole, _ change: (step: Step, isTaken: Bool)) async throws {
        let client = try TestClient(repository)
        try await client.refresh()
        try give(role, change.step)
        try repository.publish("root", "targets", "snapshot", "timestamp")
        let refusal = await client.refusal()
        #expect((refusal == nil) == change.isTaken)
        if let refusal {
            #expect(refusal.role == role.name)
            guard case .wrongSigners = refusal.attack else { return #expect(Bool(false)) }
        }
        #expect(try client.version(Root.self, "root") == 2)
    }

    @Test func `one refresh follows 256 roots, and the next one the rest`() async throws {
        let client = try TestClient(repository)
        for _ in 0..<300 { try repository.publish("root") }
        try await client.refresh()
        #expect(try client.version(Root.self, "root") == 257)
        try await client.refresh()
        #expect(try client.version(Root.self, "root") == 301)
    }

    @Test(arguments: SignatureScheme.allCases)
    func `keys of each kind may sign a root`(_ scheme: SignatureScheme) async throws {
        let client = try TestClient(repository)
        let old = try repository.rotate(.root, scheme)
        repository.keys["root"]?.append(contentsOf: old)
        try repository.publish("root")
        try await client.refresh()
        #expect(try client.version(Root.self, "root") == 2)
    }
}
