import Contracts
import Testing

@testable import Journal

/// The table by which no transaction is held for ever, all of it.
@Suite struct DeadlineRuleTests {
    private static let trials: [TrialFinding] = [
        .none, .onTrial(attempts: 0), .onTrial(attempts: 1), .onTrial(attempts: 2), .abandoned, .confirmed,
    ]
    private static let limits: [TransactionPosition: Double] = [.staging: 600, .migration: 1800, .switch: 600, .validation: 90]
    /// On its way, nobody at work on it.
    private static let ways = TransactionPosition.allCases.filter { limits[$0] != nil }

    private func standing(_ position: TransactionPosition, _ trial: TrialFinding, waited: Double, absence: Double? = nil) -> Standing {
        Standing(position: position, trial: trial, waited: waited, validation: 90, absence: absence)
    }

    private func isRunning(_ trial: TrialFinding) -> Bool { [.onTrial(attempts: 1), .onTrial(attempts: 2)].contains(trial) }

    @Test(arguments: ways, trials)
    func `each phase has its limit, and a slot on trial has the guard's`(_ position: TransactionPosition, _ trial: TrialFinding) throws {
        let limit = try #require(Self.limits[position])
        let before = DeadlineRule.decide(standing(position, trial, waited: limit - 1))
        #expect(before == (isRunning(trial) ? .leave : .wait(1)))
        switch DeadlineRule.decide(standing(position, trial, waited: limit)) {
        case .leave: #expect(isRunning(trial))
        case .commit: #expect(position == .validation && trial == .confirmed)
        case .rollBack(let reason):
            #expect(!isRunning(trial) && !(position == .validation && trial == .confirmed))
            #expect(reason.hasPrefix("nobody took it further than \(position.phase?.rawValue ?? "-") within"))
        case .wait, .tryAgain: Issue.record("\(position) \(trial)")
        }
    }

    @Test(arguments: ways, trials)
    func `an owner that has ended is waited for, and then its transaction ends, unless a trial is armed`(
        _ position: TransactionPosition, _ trial: TrialFinding
    ) {
        let waits = standing(position, trial, waited: 0, absence: PhaseLimits.absence - 1)
        let ends = standing(position, trial, waited: 0, absence: PhaseLimits.absence)
        if isRunning(trial) {
            #expect(DeadlineRule.decide(waits) == .leave && DeadlineRule.decide(ends) == .leave)
        } else if trial == .onTrial(attempts: 0) {
            #expect(DeadlineRule.decide(ends) == .wait(Self.limits[position] ?? 0))
        } else {
            #expect(DeadlineRule.decide(waits) == .wait(1))
            guard position == .validation, trial == .confirmed else {
                return #expect(
                    DeadlineRule.decide(ends) == .rollBack("its owner has ended, and was not back within 5 min"), "\(position) \(trial)")
            }
            #expect(DeadlineRule.decide(ends) == .commit)
        }
    }

    @Test func `what is being ended is tried again, later and later, up to an hour`() {
        for position in [TransactionPosition.commit, .rollingBack] {
            var pauses: [Double] = []
            for failures in 0...10 {
                var standing = Standing(position: position, waited: 1_000_000, absence: 1_000_000, failures: failures)
                guard case .wait(let pause) = DeadlineRule.decide(standing) else {
                    Issue.record("\(standing) is not waited for")
                    return
                }
                pauses.append(pause)
                standing.rested = pause
                #expect(DeadlineRule.decide(standing) == .tryAgain)
            }
            #expect(pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600])
        }
    }

    @Test func `a rollback that was refused is not asked for at each look`() {
        var standing = standing(.validation, .none, waited: 1000)
        (standing.failures, standing.rested) = (1, 60)
        #expect(DeadlineRule.decide(standing) == .wait(60))
    }

    @Test(arguments: [TransactionPosition.done, .rolledBack, .unknown])
    func `what has ended, and what only a newer version understands, is left alone`(_ position: TransactionPosition) {
        let standing = Standing(position: position, waited: 1_000_000, absence: 1_000_000, rested: 1_000_000)
        #expect(DeadlineRule.decide(standing) == .leave)
    }
}
