import Manifests
import Testing

@testable import Update

@Suite struct PolicySourceTests {
    private static let problem = ConfigurationProblem(file: "policy.toml", line: 7, reason: "unknown key", remedy: "remove it")

    private static func policy(_ url: String) -> Policy {
        var policy = Policy()
        policy.repository.url = url
        return policy
    }

    /// A file that says one thing after the other.
    private final class File {
        var says: [Result<Policy, ConfigurationProblem>]
        var kept: [Policy] = []
        /// So many more cannot be kept.
        var failing = 0

        init(_ says: [Result<Policy, ConfigurationProblem>]) { self.says = says }

        func source() -> PolicySource {
            let source = PolicySource { self.says.removeFirst() }
            source.keep = { policy, done in
                self.failing -= 1
                if self.failing < 0 { self.kept.append(policy) }
                done(self.failing < 0)
            }
            return source
        }
    }

    @Test func `a bad file leaves in force what was last good, before a restart too`() async {
        let file = File([.failure(Self.problem), .failure(Self.problem), .success(Self.policy("b"))])
        let source = file.source()
        source.begin(with: Self.policy("a"))
        for _ in 0..<2 { #expect(await source.current() == Self.policy("a") && source.problem != nil) }
        #expect(await source.current() == Self.policy("b") && source.problem == nil && source.last == Self.policy("b"))
        #expect(file.kept == [Self.policy("b")])
    }

    @Test func `what could not be kept is tried again, while the file is bad too`() async {
        let file = File([.success(Self.policy("a")), .failure(Self.problem), .failure(Self.problem), .failure(Self.problem)])
        file.failing = 2
        let source = file.source()
        for _ in 0..<2 { await source.current() }
        #expect(file.kept.isEmpty)
        for _ in 0..<2 { await source.current() }
        #expect(file.kept == [Self.policy("a")])
    }

    @Test func `what is new while the one before is being kept is kept after it`() async {
        let file = File([.success(Self.policy("a")), .success(Self.policy("b"))])
        let source = file.source()
        var asked: [(policy: Policy, done: (Bool) -> Void)] = []
        source.keep = { asked.append(($0, $1)) }
        for _ in 0..<2 { await source.current() }
        #expect(asked.map(\.policy) == [Self.policy("a")] && source.last == Self.policy("b"))
        asked[0].done(true)
        #expect(asked.map(\.policy) == [Self.policy("a"), Self.policy("b")])
    }

    @Test func `no two readings overlap`() async throws {
        try await onStage { stage in
            let life = try await stage.life()
            var (underWay, most, done) = (0, 0, 0)
            let source = PolicySource {
                underWay += 1
                most = max(most, underWay)
                await Task.yield()
                underWay -= 1
                return .success(Policy())
            }
            for _ in 0..<3 {
                _ = life.room.spawn {
                    await source.current()
                    done += 1
                }
            }
            try await life.wait { done == 3 }
            #expect(most == 1)
        }
    }

    @Test func `what is good is kept when it says something new`() async {
        let file = File([.success(Self.policy("a")), .success(Self.policy("a")), .success(Policy()), .failure(Self.problem)])
        let source = file.source()
        for _ in 0..<4 { await source.current() }
        #expect(file.kept == [Self.policy("a"), Policy()] && source.last == Policy())
    }
}
