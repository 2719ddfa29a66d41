import Foundation
import Testing

@testable import Manifests

@Suite struct KeptPolicyTests {
    @Test func `a policy is kept as it is`() throws {
        var policy = Policy()
        policy.channels = .init(follow: .lts, optIn: [.beta], features: ["tor": .beta])
        policy.limits.bytes = 5
        let kept = try JSONDecoder().decode(KeptPolicy.self, from: JSONEncoder().encode(KeptPolicy(policy)))
        #expect(kept.policy == policy)
    }

    @Test func `what a newer version kept counts as nothing`() throws {
        let newer = try JSONDecoder().decode(KeptPolicy.self, from: Data(#"{"version":2,"text":"{}"}"#.utf8))
        let broken = try JSONDecoder().decode(KeptPolicy.self, from: Data(#"{"version":1,"text":"{"}"#.utf8))
        #expect(newer.policy == nil && broken.policy == nil)
    }
}
