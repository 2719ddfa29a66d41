import Contracts
import Testing

@testable import Update

@Suite struct ValidationTests {
    private let feature = HealthCheck("adblock is ready", .feature)
    private let probe = HealthCheck("dns", .probe)
    private let bad = Answer.failed("no answer")

    private func validation(_ checks: [HealthCheck], before: [String: Answer] = [:]) -> Validation {
        Validation(checks, before: before, deadline: 60)
    }

    /// What one check says, whatever its answers.
    @Test(
        arguments: [
            (Answer.passed, Answer.passed, Validation.Decision.pass), (.failed("a"), .passed, .pass), (.unknown, .passed, .pass),
            (.failed("a"), .failed("b"), .pass),
            (.passed, .failed("b"), .fail(Fault(.health, "dns: b"))), (.unknown, .failed("b"), .fail(Fault(.health, "dns: b"))),
            (.passed, .unknown, .fail(Fault(.health, "dns: did not answer in time"))),
            (.failed("a"), .unknown, .fail(Fault(.health, "dns: did not answer in time"))),
        ] as [(Answer, Answer, Validation.Decision)])
    func `what worked before must work still, what was broken may be`(_ before: Answer, _ after: Answer, _ decision: Validation.Decision) {
        var validation = validation([probe], before: ["dns": before])
        validation.record(after, of: "dns")
        #expect(validation.decide(at: 60) == decision)
        #expect(validation.decide(at: 59) == (decision == .pass ? .pass : .wait), "until the deadline there is hope")
    }

    @Test func `all must pass, and only what has not is asked again`() {
        var validation = validation([feature, probe])
        #expect(validation.open == [feature, probe])
        validation.record(.passed, of: probe.name)
        #expect(validation.decide(at: 1) == .wait && validation.open == [feature])
        validation.record(bad, of: feature.name)
        #expect(validation.decide(at: 2) == .wait)
        validation.record(.passed, of: feature.name)
        #expect(validation.decide(at: 3) == .pass && validation.open.isEmpty)
    }

    @Test func `a crash is final, even if all checks pass`() {
        var validation = validation([probe])
        validation.record(.passed, of: probe.name)
        validation.crashed("adblock was killed by SEGV")
        validation.crashed("and again")
        #expect(validation.decide(at: 0) == .fail(Fault(.health, "adblock was killed by SEGV")))
    }

    @Test func `nothing to be asked is nothing against it`() {
        #expect(validation([]).decide(at: 0) == .pass)
    }

    // MARK: - The line

    private let line = [HealthCheck("wan", .line), HealthCheck("second", .secondTarget), HealthCheck("gateway", .gateway)]

    /// Target, second target and gateway now, with what was before.
    private func line(_ before: Answer, _ answers: Answer..., gatewayBefore: Answer = .passed) -> Validation {
        var validation = validation(line, before: ["wan": before, "gateway": gatewayBefore])
        for (check, answer) in zip(line, answers) { validation.record(answer, of: check.name) }
        return validation
    }

    @Test func `a line that was down before is not blamed on the update`() {
        let validation = line(bad, bad, bad, bad)
        #expect(validation.line == .downBefore && validation.decide(at: 60) == .pass)
    }

    @Test func `a target that is down by itself is not blamed on the update`() {
        let validation = line(.passed, bad, .passed, .unknown)
        #expect(validation.line == .targetDown && validation.decide(at: 0) == .pass)
    }

    @Test func `a line that fails beyond the gateway goes back to be safe, but the version is not to blame`() {
        let validation = line(.passed, bad, bad, .passed)
        #expect(validation.decide(at: 59) == .wait)
        guard case .fail(let fault) = validation.decide(at: 60) else { return #expect(Bool(false)) }
        #expect(fault.kind == .line && !fault.countsAgainstVersion && fault.words.contains("provider"))
    }

    @Test func `a gateway that is lost is the version's fault`() {
        guard case .fail(let fault) = line(.passed, bad, bad, bad).decide(at: 60) else { return #expect(Bool(false)) }
        #expect(fault.kind == .health && fault.countsAgainstVersion)
    }

    @Test func `a gateway that did not answer before either tells nothing against the version`() {
        let validation = line(.passed, bad, bad, bad, gatewayBefore: bad)
        #expect(validation.decide(at: 59) == .wait)
        guard case .fail(let fault) = validation.decide(at: 60) else { return #expect(Bool(false)) }
        #expect(fault.kind == .line && !fault.countsAgainstVersion && fault.words.contains("did not answer before either"))
    }

    @Test(arguments: [1, 2])
    func `a line that is lost with no gateway to ask is held against the version, and that is said`(_ configured: Int) {
        var validation = validation(Array(line.prefix(configured)), before: ["wan": .passed])
        for check in line.prefix(configured) { validation.record(bad, of: check.name) }
        #expect(validation.line == .nobodyElse && validation.decide(at: 59) == .wait)
        guard case .fail(let fault) = validation.decide(at: 60) else { return #expect(Bool(false)) }
        #expect(fault.kind == .health && fault.words.contains("policy.toml names no gateway"), "\(fault.words)")
    }

    @Test func `without a second target the gateway says whose fault it is, and without a gateway the second target excuses`() {
        var one = validation([line[0], line[2]], before: ["wan": .passed])
        one.record(bad, of: "wan")
        #expect(one.line == .unknown)
        one.record(.passed, of: "gateway")
        #expect(one.line == .beyondGateway)
        one.record(bad, of: "gateway")
        #expect(one.line == .thisSide)
        var other = validation([line[0], line[1]], before: ["wan": .passed])
        other.record(bad, of: "wan")
        #expect(other.line == .unknown)
        other.record(.passed, of: "second")
        #expect(other.line == .targetDown)
    }

    @Test func `a failing feature is to blame whatever the line does`() {
        var validation = Validation(line + [feature], before: ["wan": .passed], deadline: 60)
        for (check, answer) in zip(line, [bad, bad, .passed]) { validation.record(answer, of: check.name) }
        validation.record(bad, of: feature.name)
        guard case .fail(let fault) = validation.decide(at: 60) else { return #expect(Bool(false)) }
        #expect(fault.kind == .health)
    }

    @Test func `before all three were asked nothing is known`() {
        #expect(line(.passed, bad).line == .unknown)
        #expect(line(.passed, bad).decide(at: 0) == .wait && line(.passed, bad).open.map(\.name) == ["wan", "second", "gateway"])
        #expect(line(.passed, .passed).open.isEmpty, "nobody else has to be asked")
    }

    @Test func `every combination of answers has a finding, and only a line that works or is excused passes`() {
        let answers: [Answer] = [.passed, bad, .unknown]
        // Nil is not in the policy.
        let others = answers.map(Optional.some) + [nil]
        for (before, target) in answers.flatMap({ before in answers.map { (before, $0) } }) {
            for (second, gateway) in others.flatMap({ second in others.map { (second, $0) } }) {
                for gatewayBefore in answers {
                    let finding = LineFinding(
                        before: before, target: target, second: second, gateway: gateway, gatewayBefore: gatewayBefore)
                    let words = "\(before) \(target) \(String(describing: second)) \(String(describing: gateway)) \(gatewayBefore)"
                    let isPassed = target == .passed || target == bad && (second == .passed || before == bad)
                    #expect(finding.isExcused == isPassed, "\(words)")
                    let isAnswered = target == bad && second != .unknown && gateway != .unknown
                    if isAnswered { #expect(finding != .unknown, "all was asked that can be: \(words)") }
                    if finding == .thisSide { #expect(gatewayBefore != bad, "\(words)") }
                }
            }
        }
    }

    @Test func `each check's result is kept for the report, and whether it counted`() {
        var validation = Validation([feature, probe] + line, before: ["dns": bad, "wan": .passed], deadline: 60)
        validation.record(.passed, of: feature.name)
        validation.record(.failed("refused"), of: probe.name)
        for (check, answer) in zip(line, [bad, .passed, .passed]) { validation.record(answer, of: check.name) }
        let report = validation.report
        #expect(report.map(\.name) == ["adblock is ready", "dns", "wan", "second", "gateway"])
        #expect(report.map(\.after) == ["passed", "failed", "failed", "passed", "passed"])
        #expect(report.map(\.before) == ["unknown", "failed", "passed", "unknown", "unknown"])
        #expect(report.allSatisfy { !$0.counts } && report[1].detail == "was so before: refused")
    }
}
