import Contracts
import Manifests
import PluginKit

/// The policy in force: that of the file, and while the file is bad the last good one, which survives restarts too (decision 0063).
final class PolicyDesk {
    private(set) var policy = Policy()
    private(set) var problem: ChannelsContract.PolicyProblem?
    /// Changes of the file are told.
    var isWatched = true

    private let bus: BusConnection
    private let reader: LaneReader<Result<Policy, ConfigurationProblem>>
    /// What the next start finds; where nothing was kept, these are the defaults.
    private var kept = Policy()
    /// Of two readings at once, the one that began first might say the last word.
    private let turn = Turn()
    private let stream = "\(ChannelsContract.stream).policy"

    init(_ file: PolicyFile, on bus: BusConnection, _ lane: any SerialExecutor) {
        self.bus = bus
        reader = LaneReader(on: lane) { Result { () throws(ConfigurationProblem) in try file.read() } }
    }

    func open() async throws {
        let journal = bus.journal
        // Only the last one counts.
        try await journal.patiently { () async throws(BusError) in _ = try await journal.retain(stream, maxBytes: 16 << 10) }
        let kept = try await journal.newest(of: stream, as: KeptPolicy.self)
        if let kept = kept?.event.policy { (policy, self.kept) = (kept, kept) }
        try await reread()
    }

    /// Unless it is known to be as it was, and to be kept.
    func refresh() async throws {
        if problem != nil || !isWatched || policy != kept { try await reread() }
    }

    func reread() async throws {
        await turn.take()
        defer { turn.pass() }
        switch await reader.read() {
        case .success(let policy): try await take(policy)
        case .failure(let problem): try await refuse(problem)
        }
        await keep()
    }

    /// In force at once.
    private func take(_ policy: Policy) async throws {
        let wasBad = problem != nil
        problem = nil
        self.policy = policy
        if wasBad { try await tell("The policy is in force again.", cause: "", remedy: "") }
    }

    /// If it cannot be now, it is tried again with the next question.
    private func keep() async {
        guard policy != kept else { return }
        do throws(BusError) {
            try await bus.journal.append(KeptPolicy(policy), to: stream)
            kept = policy
        } catch {
            bus.onProblem(error)
        }
    }

    private func refuse(_ problem: ConfigurationProblem) async throws {
        let told = ChannelsContract.PolicyProblem(problem)
        guard told != self.problem else { return }
        self.problem = told
        try await tell(
            "The policy for updates cannot be used; the last good one stays in force.", cause: problem.text,
            remedy: "Mend the file; it is read again at once.")
    }

    private func tell(_ text: String, cause: String, remedy: String) async throws {
        bus.log(cause.isEmpty ? text : "\(text) \(cause)")
        let notification = ReportContract.Notification(text: text, cause: cause, remedy: remedy, at: Surroundings.now())
        try await bus.publish(ChannelsContract.Event.notice, notification)
    }
}

extension ChannelsContract.PolicyProblem {
    init(_ problem: ConfigurationProblem) {
        self.init(file: problem.file, line: problem.line, reason: problem.reason, remedy: problem.remedy)
    }
}
