import Contracts
import Manifests
import Testing

@testable import Channels

@Suite struct FollowerTests {
    private let policy = Policy.Channels(follow: .stable, optIn: [.beta], features: ["tor": .lts])

    @Test func `without a word, everything follows stable`() {
        let follower = Follower(policy: .init())
        #expect(follower.following(nil) == .init(channel: .stable, by: .usual, mayDowngrade: false))
        #expect(follower.following("adblock").channel == .stable)
    }

    @Test func `the word about a feature comes first, an operator's before the policy's`() throws {
        var follower = Follower(policy: policy)
        #expect(follower.following("tor") == .init(channel: .lts, by: .policy, mayDowngrade: false))
        try follower.set(nil, to: "beta")
        #expect(
            follower.following(nil).by == .operator
                && follower.following("adblock") == .init(channel: .beta, by: .host, mayDowngrade: false))
        #expect(follower.following("tor").channel == .lts)
        try follower.set("tor", to: "stable", downgrade: true)
        #expect(follower.following("tor") == .init(channel: .stable, by: .operator, mayDowngrade: true))
        try follower.set("tor", to: nil)
        #expect(follower.following("tor") == .init(channel: .lts, by: .policy, mayDowngrade: false))
    }

    @Test(arguments: [
        ("hotfix", Follower.Refusal.hotfix), ("nightly", .notOptedIn("nightly")), ("edge", .unknown("edge")), ("", .unknown("")),
    ])
    func `what cannot be followed is refused with a remedy, and nothing changes`(_ name: String, _ refusal: Follower.Refusal) {
        var follower = Follower(policy: policy)
        #expect(throws: refusal) { try follower.set("adblock", to: name) }
        #expect(follower == Follower(policy: policy) && !refusal.description.isEmpty)
    }

    @Test func `a choice that the policy has come to forbid counts no more`() throws {
        var follower = Follower(policy: policy)
        try follower.set(nil, to: "beta")
        follower.policy.optIn = []
        #expect(follower.following(nil).channel == .stable)
    }

    @Test func `there is an end to channels of their own`() throws {
        var follower = Follower(policy: policy)
        for number in 0..<256 { try follower.set("f\(number)", to: "lts") }
        #expect(throws: Follower.Refusal.tooMany) { try follower.set("more", to: "lts") }
        try follower.set("f7", to: "stable")
    }

    @Test func `every channel is listed with its cadence and who follows it`() throws {
        let follower = Follower(policy: policy)
        let list = ChannelTable.descriptions(follower, features: ["adblock", "tor"])
        #expect(list.map(\.name) == ["nightly", "beta", "stable", "lts", "hotfix"])
        #expect(list.map(\.cadence) == ["daily", "weekly", "monthly", "quarterly", "as needed"])
        #expect(list.map(\.allowed) == [false, true, true, true, true])
        #expect(list.map(\.followers) == [[], [], ["host"], ["tor"], []])
    }
}
