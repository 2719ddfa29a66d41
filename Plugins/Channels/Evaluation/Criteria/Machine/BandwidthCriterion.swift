import Contracts
import Manifests

/// Can it be fetched in time with the bandwidth it may use?
enum BandwidthCriterion: Criterion {
    static let name = "bandwidth"

    /// Seconds a download may take.
    static let longest: Int64 = 6 * 3600

    static func judge(_ question: Question) -> Finding {
        guard let bandwidth = question.policy.limits.bandwidth, bandwidth > 0 else { return .pass("as fast as the line") }
        let seconds = max(0, question.candidate.download) / bandwidth
        let speed = "\(ByteCount(bandwidth))/s"
        guard seconds >= longest else { return .pass("about \(seconds / 60 + 1) minutes at \(speed)") }
        return .refuse(
            "it would take \(seconds / 3600) hours at \(speed), more than \(longest / 3600); raise bandwidth in [limits] of policy.toml")
    }
}
