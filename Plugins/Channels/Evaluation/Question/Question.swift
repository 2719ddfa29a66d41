import Contracts
import Manifests
import Wire

/// All that is known when it is asked whether a candidate may be installed. Times are seconds since 1970.
struct Question {
    var candidate: UpdateContract.Candidate
    var host: HostFacts
    var policy: Policy
    var following: Follower.Choice
    var windows: [NamedWindow] = []
    var holds: [UpdateContract.Hold] = []
    var failure: ChannelsContract.Failure?
    /// Bytes downloaded within 30 days.
    var used: Int64 = 0
    /// An operator asked for it by name.
    var isAsked = false
    var now: Double

    /// A window of the policy; without its time zone if this machine does not know it.
    struct NamedWindow: Equatable {
        var name: String
        var window: MaintenanceWindow?
    }

    var isHotfix: Bool { candidate.channel == ChannelsContract.Channel.hotfix.rawValue }
    var version: SemanticVersion? { SemanticVersion(candidate.version) }
    var installed: SemanticVersion? { candidate.installed.flatMap { SemanticVersion($0) } }
    var isCore: Bool { candidate.id == UpdateContract.core }

    /// What waits for a better moment need not, for these; who it is, in words.
    var haste: String? { isHotfix ? "a hotfix does not wait for it" : isAsked ? "an operator asked for it now" : nil }
}
