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

        init(_ says: [Result<Policy, ConfigurationProblem>]) { self.says = says }

        func source() -> PolicySource {
            let source = PolicySource { self.says.removeFirst() }
            source.keep = { self.kept.append($0) }
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

    @Test func `what is good is kept when it says something new`() async {
        let file = File([.success(Self.policy("a")), .success(Self.policy("a")), .success(Policy()), .failure(Self.problem)])
        let source = file.source()
        for _ in 0..<4 { await source.current() }
        #expect(file.kept == [Self.policy("a"), Policy()] && source.last == Policy())
    }
}
