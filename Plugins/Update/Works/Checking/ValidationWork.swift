import Contracts
import EventLoop
import Manifests
import PluginKit

/// Watches a new version until it is found good, or not.
///
/// Good is what answers everything it should, and still does so a little later: what crashes right after its first answer is not.
struct ValidationWork: StageWork {
    let bus: BusConnection
    let examination: Examination
    let policy: PolicySource
    /// Milliseconds of the boot-time clock.
    var now: () -> Int64 = { BootTime.now().milliseconds }
    /// Seconds between two rounds of questions.
    var pace = 0.5
    /// Seconds for which a good version has to stay good.
    var soak = 5.0

    /// Milliseconds before the stage's own deadline, so that the reason told is what failed, not the time that passed.
    private static let margin: Int64 = 1500

    func perform(_ job: Job) async throws(Fault) {
        let policy = await policy.current().validation
        let deadline = min(job.deadline - Self.margin, now() + Int64(policy.within) * 1000)
        let list = CheckList(
            updating: job.targets.map(\.id), hosted: await hosted(), asked: Array(job.luggage.baseline.keys), policy)
        var validation = Validation(list.checks, before: job.luggage.baseline, deadline: Double(deadline))
        // Whoever halts this work wants the answers there were.
        defer { job.note { $0.checks = validation.report } }
        var goodSince: Int64?
        while !Task.isCancelled {
            // Once all is well, all is asked again: well it has to stay.
            await ask(goodSince == nil ? validation.open : list.checks, of: list, job, &validation)
            switch validation.decide(at: Double(now())) {
            case .fail(let fault): throw fault
            case .pass:
                let since = goodSince ?? now()
                goodSince = since
                if Double(now() - since) >= soak * 1000 { return }
            case .wait: goodSince = nil
            }
            await bus.pause(seconds: pace)
        }
        throw .cancelled
    }

    private func hosted() async -> [String] {
        let status = try? await examination.kernel.status()
        return status?.features.map(\.id) ?? []
    }

    private func ask(_ checks: [HealthCheck], of list: CheckList, _ job: Job, _ validation: inout Validation) async {
        let answers = await examination.ask(checks, of: list)
        for check in checks { validation.record(answers.of[check.name] ?? .unknown, of: check.name) }
        if let crash = CrashRule.crash(in: answers.features, of: job.targets, before: job.luggage.baseline) { validation.crashed(crash) }
    }
}
