import Contracts
import Manifests
import Wire

@testable import Channels

/// A question to which the answer is yes, for tests to change.
enum Asked {
    static let now = 1_795_651_200.0

    static func question(_ change: (inout Question) -> Void = { _ in }) -> Question {
        var question = Question(
            candidate: UpdateContract.Candidate(
                id: "adblock", version: "1.1.0", installed: "1.0.0", channel: "stable", architecture: "amd64", download: 1 << 20,
                disk: 4 << 20, memory: 8 << 20),
            host: HostFacts(
                architecture: "amd64", core: SemanticVersion("2.0.0"), freeDisk: 1 << 30, freeMemory: 1 << 30),
            policy: Policy(), following: .init(channel: .stable, by: .usual, mayDowngrade: false), now: now)
        change(&question)
        return question
    }

    static func window(_ cron: String, seconds: Int) -> Question.NamedWindow {
        guard let cron = CronExpression(cron), let zone = LocalTime("UTC0", file: { _ in nil }) else { preconditionFailure("no window") }
        return .init(name: "UTC0", window: MaintenanceWindow(cron: cron, length: seconds, zone: zone))
    }
}
