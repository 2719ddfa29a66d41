import Contracts
import Manifests

/// What each channel is: DESIGN section 12.
enum ChannelTable {
    struct Row: Equatable {
        var cadence: String
        var updates: String
        var audience: String
    }

    static func row(_ channel: ChannelsContract.Channel) -> Row {
        switch channel {
        case .nightly: Row(cadence: "daily", updates: "opt-in only", audience: "developers")
        case .beta: Row(cadence: "weekly", updates: "opt-in", audience: "early adopters")
        case .stable: Row(cadence: "monthly", updates: "all releases", audience: "production")
        case .lts: Row(cadence: "quarterly", updates: "security releases only", audience: "long-term use")
        case .hotfix: Row(cadence: "as needed", updates: "at once, except under absolute holds", audience: "emergencies")
        }
    }

    /// For `channels.list`.
    static func descriptions(_ follower: Follower, features: [String], paces: [UpdateContract.Pace] = []) -> [ChannelsContract.Description]
    {
        ChannelsContract.Channel.allCases.map { channel in
            let row = row(channel)
            let followed = Policy.Channel(rawValue: channel.rawValue)
            let host = follower.following(nil).channel == followed ? ["host"] : []
            // Those that go with the host need no mention.
            let own = host.isEmpty ? features.filter { follower.following($0).channel == followed } : []
            return .init(
                name: channel.rawValue, cadence: row.cadence, updates: row.updates, audience: row.audience,
                allowed: followed.map(follower.allows) ?? true, followers: host + own,
                pace: paces.first { $0.channel == channel.rawValue })
        }
    }
}
