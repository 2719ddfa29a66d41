import Contracts

/// Whether a new version is good, from what checks answered before it was there and answer now, within a deadline.
///
/// A value; times are seconds. What was broken before and is broken still does not speak against the update, what was not asked
/// before does. A check may fail until the deadline, since things take time to come up; only a crash is final at once. Every
/// check's last answer is kept.
struct Validation: Equatable {
    let checks: [HealthCheck]
    let deadline: Double
    private(set) var before: [String: Answer]
    private(set) var after: [String: Answer] = [:]
    private(set) var crash: String?

    /// - Parameter before: the baseline, taken in preparation.
    init(_ checks: [HealthCheck], before: [String: Answer], deadline: Double) {
        (self.checks, self.before, self.deadline) = (checks, before, deadline)
    }

    enum Decision: Equatable {
        /// Ask again what has not passed.
        case wait
        case pass
        case fail(Fault)
    }

    mutating func record(_ answer: Answer, of check: String) { after[check] = answer }

    /// One of what is updated crashed: nothing that follows can mend that.
    mutating func crashed(_ words: String) { crash = crash ?? words }

    func decide(at now: Double) -> Decision {
        if let crash { return .fail(Fault(.health, crash)) }
        let open = checks.filter { speaksAgainst($0) }
        if open.isEmpty { return .pass }
        guard now >= deadline else { return .wait }
        return .fail(fault(of: open))
    }

    /// What is to be asked again.
    var open: [HealthCheck] {
        let lineIsOpen = !line.isExcused
        return checks.filter { check in
            switch check.part {
            case .secondTarget, .gateway: lineIsOpen
            default: speaksAgainst(check)
            }
        }
    }

    /// Of the line's three checks only the first speaks; the others say whom to blame.
    func speaksAgainst(_ check: HealthCheck) -> Bool {
        switch check.part {
        case .feature, .bus, .probe:
            switch (before[check.name] ?? .unknown, after[check.name] ?? .unknown) {
            case (_, .passed): false
            case (.failed, .failed): false
            case (_, .failed), (_, .unknown): true
            }
        case .line: !line.isExcused
        case .secondTarget, .gateway: false
        }
    }

    var line: LineFinding {
        guard let target = first(.line) else { return .up }
        /// Nil where there is no such check.
        func answer(of part: HealthCheck.Part, in answers: [String: Answer]) -> Answer? {
            first(part).map { answers[$0.name] ?? .unknown }
        }
        return LineFinding(
            before: before[target.name] ?? .unknown, target: after[target.name] ?? .unknown,
            second: answer(of: .secondTarget, in: after), gateway: answer(of: .gateway, in: after),
            gatewayBefore: answer(of: .gateway, in: before) ?? .unknown)
    }

    private func first(_ part: HealthCheck.Part) -> HealthCheck? { checks.first { $0.part == part } }

    /// A line that alone failed, and not on this side as far as anybody can tell, is no fault of the version, though it is safer to go
    /// back: it may be tried again as soon as the line is there.
    private func fault(of open: [HealthCheck]) -> Fault {
        let isLineOnly = open.allSatisfy { $0.part == .line } && line.isNobodysFault
        let words = open.map { "\($0.name): \(detail(of: $0))" }
        return Fault(isLineOnly ? .line : .health, words.joined(separator: "; "))
    }

    private func detail(of check: HealthCheck) -> String {
        if check.part == .line { return line.words }
        let answer = after[check.name] ?? .unknown
        return answer == .unknown ? "did not answer in time" : answer.detail
    }
}

extension Validation {
    /// For the final report.
    var report: [UpdateContract.Check] {
        checks.map { check in
            let (old, new) = (before[check.name] ?? .unknown, after[check.name] ?? .unknown)
            let speaks = speaksAgainst(check)
            let isExcused = new.isFailure && !speaks && check.part != .secondTarget && check.part != .gateway
            let detail = check.part == .line ? line.words : isExcused ? "was so before: \(new.detail)" : new.detail
            return .init(name: check.name, before: old.word, after: new.word, counts: speaks, detail: detail)
        }
    }
}
