import Contracts
import Manifests
import Testing

@testable import Channels

@Suite struct EvaluationTests {
    @Test func `a good candidate passes every criterion`() {
        let evaluation = Evaluation(Asked.question())
        #expect(evaluation.verdict == .pass && evaluation.again == nil && evaluation.reason == "nothing speaks against it")
        #expect(evaluation.lines.allSatisfy { !$0.finding.reason.isEmpty })
    }

    @Test func `all criteria are asked and kept, each under its own name, whatever the first one says`() {
        let question = Asked.question { ($0.candidate.channel, $0.candidate.architecture, $0.host.freeDisk) = ("beta", "arm64", 0) }
        let evaluation = Evaluation(question)
        #expect(evaluation.lines.count == 13 && Set(evaluation.lines.map(\.criterion)).count == 13)
        #expect(evaluation.verdict == .refuse && evaluation.again == nil)
        #expect(evaluation.lines.filter { $0.finding.verdict.word == .refuse }.map(\.criterion) == ["channel", "architecture"])
        #expect(evaluation.reason.contains("stable is followed") && evaluation.reason.contains("arm64"))
    }

    @Test func `it is asked again when the last wait is over, or when something else changes`() {
        let window = Asked.window("0 2 * * *", seconds: 3600)
        let both = Evaluation(Asked.question { ($0.windows, $0.host.freeDisk) = ([window], 0) })
        #expect(both.verdict == .wait && both.again == Asked.now + 7200)
        let held = Evaluation(Asked.question { ($0.windows, $0.holds) = ([window], [.init(absolute: true)]) })
        #expect(held.verdict == .wait && held.again == nil)
    }

    @Test func `a hotfix gets through a closed window and a hold, not through what would break it`() {
        let window = Asked.window("0 2 * * *", seconds: 3600)
        func hotfix(_ change: (inout Question) -> Void = { _ in }) -> Evaluation {
            Evaluation(
                Asked.question {
                    ($0.candidate.channel, $0.windows, $0.holds) = ("hotfix", [window], [.init()])
                    change(&$0)
                })
        }
        #expect(hotfix().verdict == .pass)
        #expect(hotfix { $0.holds = [.init(absolute: true)] }.verdict == .wait)
        #expect(hotfix { $0.candidate.architecture = "arm64" }.verdict == .refuse)
        #expect(hotfix { $0.host.freeDisk = 0 }.verdict == .wait)
        #expect(hotfix { $0.candidate.epoch = -1 }.verdict == .refuse)
    }

    @Test func `the answer says for each criterion what, why and when again`() {
        let question = Asked.question { $0.windows = [Asked.window("0 2 * * *", seconds: 3600)] }
        let answer = Evaluation(question).answer(question.candidate)
        #expect(answer.verdict == "wait" && answer.again == Asked.now + 7200 && answer.candidate == question.candidate)
        let window = answer.criteria.first { $0.criterion == "window" }
        #expect(window?.verdict == "wait" && window?.again == Asked.now + 7200)
        #expect(answer.criteria.filter { $0.criterion != "window" }.allSatisfy { $0.verdict == "pass" && $0.again == nil })
    }
}
