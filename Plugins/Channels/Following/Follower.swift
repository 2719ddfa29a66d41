import Contracts
import Manifests

/// Which channel is followed by what, from an operator's choices and the policy.
///
/// The word about one feature comes before that about the host, an operator's before the policy's.
struct Follower: Equatable {
    var policy: Policy.Channels
    var choices = Choices()

    /// What an operator has said with `roost channel set`; events of the stream `channels`.
    struct Choices: Codable, Equatable {
        var host: String?
        var features: [String: String] = [:]
        /// May go back to what is newest in their channel.
        var downgrades: [String] = []
    }

    struct Choice: Equatable {
        var channel: Policy.Channel
        var by: Source
        var mayDowngrade: Bool
    }

    enum Source: String, Equatable, CaseIterable {
        case `operator`, policy, host
        case usual = "default"
    }

    enum Refusal: Error, Equatable {
        case unknown(String)
        case hotfix
        case notOptedIn(String)
        case tooMany
    }

    /// - Parameter id: a feature's, or `core`; nil for the host.
    func following(_ id: String?) -> Choice {
        let mayDowngrade = choices.downgrades.contains(id ?? "")
        func choice(_ channel: Policy.Channel?, _ source: Source) -> Choice? {
            channel.map { Choice(channel: $0, by: source, mayDowngrade: mayDowngrade) }
        }
        let own = id.flatMap { choice(chosen(choices.features[$0]), .operator) ?? choice(policy.features[$0], .policy) }
        let host = choice(chosen(choices.host), id == nil ? .operator : .host)
        let usual = policy.follow == Policy.Channels().follow ? Source.usual : .policy
        return own ?? host ?? Choice(channel: policy.follow, by: usual, mayDowngrade: mayDowngrade)
    }

    /// A choice that the policy has since come to forbid counts no more.
    private func chosen(_ name: String?) -> Policy.Channel? {
        name.flatMap(Policy.Channel.init).flatMap { allows($0) ? $0 : nil }
    }

    func allows(_ channel: Policy.Channel) -> Bool {
        switch channel {
        case .stable, .lts: true
        case .nightly, .beta: policy.optIn.contains(channel)
        }
    }

    mutating func set(_ id: String?, to name: String?, downgrade: Bool = false) throws(Refusal) {
        if let name { try check(name) }
        guard let id else {
            choices.host = name
            return mark("", downgrade)
        }
        guard choices.features.count < 256 || choices.features[id] != nil else { throw .tooMany }
        choices.features[id] = name
        mark(id, downgrade)
    }

    private func check(_ name: String) throws(Refusal) {
        guard name != ChannelsContract.Channel.hotfix.rawValue else { throw .hotfix }
        guard let channel = Policy.Channel(rawValue: name) else { throw .unknown(name) }
        guard allows(channel) else { throw .notOptedIn(name) }
    }

    private mutating func mark(_ id: String, _ downgrade: Bool) {
        choices.downgrades.removeAll { $0 == id }
        if downgrade { choices.downgrades.append(id) }
    }
}

extension Follower.Refusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknown(let name): "there is no channel '\(name.prefix(40))'; use nightly, beta, stable or lts"
        case .hotfix: "hotfix is not followed: every router takes hotfixes beside its channel"
        case .notOptedIn(let name): "'\(name)' needs an opt-in; write opt-in = [\"\(name)\"] in [channels] of policy.toml"
        case .tooMany: "256 features follow channels of their own; set one of them back first"
        }
    }
}
