import Contracts
import EventLoop
import Manifests
import PluginKit

/// Asks checks: the kernel about features, another process over the bus, the policy's probes through children, all at a time.
struct Examination {
    let bus: BusConnection
    let kernel: KernelClient
    let prober: Prober

    struct Answers {
        var of: [String: Answer] = [:]
        /// What the kernel says of all features.
        var features: [KernelContract.Feature] = []
    }

    func ask(_ checks: [HealthCheck], of list: CheckList) async -> Answers {
        var answers = await probe(checks.compactMap { check in list.probes[check.name].map { (check.name, $0) } })
        if checks.contains(where: { $0.part == .bus }) { answers.of["bus"] = await roundTrip() }
        do throws(Fault) {
            answers.features = try await kernel.status().features
            for check in checks where check.part == .feature {
                answers.of[check.name] = Self.answer(of: answers.features.first { $0.id == list.features[check.name] })
            }
        } catch {
            for check in checks where check.part == .feature { answers.of[check.name] = .failed(error.words) }
        }
        return answers
    }

    static func answer(of feature: KernelContract.Feature?) -> Answer {
        guard let feature else { return .failed("it is not there") }
        return feature.state == "ready" ? .passed : .failed("it is \(feature.state)\(feature.cause.map { ", \($0)" } ?? "")")
    }

    /// The journal is on every host that is updated.
    private func roundTrip() async -> Answer {
        do throws(BusError) {
            let request = JournalContract.List(limit: 1)
            let _: JournalContract.Transactions = try await bus.request(JournalContract.Subject.list, request)
            return .passed
        } catch {
            return .failed("\(error)")
        }
    }

    private func probe(_ probes: [(String, Probe)]) async -> Answers {
        guard !probes.isEmpty else { return Answers() }
        var answers = Answers()
        let runs = Runs()
        await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
            for (name, probe) in probes {
                runs.all.append(
                    prober.ask(probe) { answer in
                        answers.of[name] = answer
                        if answers.of.count == probes.count { waiting.resume() }
                    })
            }
        }
        return answers
    }

    /// What is under way lives as long as it is held.
    private final class Runs {
        var all: [ProbeChild] = []
    }
}
