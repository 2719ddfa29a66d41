import Testing

@testable import Journal

/// The table of what recovery does, all of it.
@Suite struct RecoveryRuleTests {
    private static let open: [TransactionPosition] = [.staging, .migration, .switch, .validation, .commit, .rollingBack, .unknown]
    private static let findings: [TrialFinding] = [
        .none, .onTrial(attempts: 0), .onTrial(attempts: 1), .onTrial(attempts: 2), .abandoned, .confirmed,
    ]

    @Test(arguments: open, findings)
    func `each position with each finding ends as DESIGN says`(_ position: TransactionPosition, _ finding: TrialFinding) {
        let expected: RecoveryDecision =
            switch position {
            case .commit: .finish
            case .validation where finding == .confirmed: .finish
            case .validation where finding == .onTrial(attempts: 1): .wait
            default: .rollBack
            }
        for recoveries in 0..<RecoveryRule.maximumRecoveries {
            #expect(RecoveryRule.decide(position, finding, recoveries: recoveries) == expected)
        }
        let last = RecoveryRule.decide(position, finding, recoveries: RecoveryRule.maximumRecoveries)
        #expect(last == (expected == .wait ? .wait : .giveUp))
        // A person may try as often as it takes.
        for recoveries in 0...RecoveryRule.maximumRecoveries {
            #expect(RecoveryRule.decide(position, finding, recoveries: recoveries, at: .hand) == expected)
        }
        #expect(!RecoveryRule.found(position, finding, phase: "X").isEmpty)
    }

    @Test(arguments: open, findings)
    func `in a host that goes on, only what the journal was at work on is ended`(_ position: TransactionPosition, _ finding: TrialFinding) {
        let expected: RecoveryDecision =
            switch position {
            case .staging, .migration, .validation: .leave
            case .commit: .finish
            default: .rollBack
            }
        #expect(RecoveryRule.decide(position, finding, recoveries: 0, at: .restart) == expected)
        let last = RecoveryRule.decide(position, finding, recoveries: RecoveryRule.maximumRecoveries, at: .restart)
        #expect(last == (expected == .leave ? .leave : .giveUp))
        #expect(!RecoveryRule.found(position, finding, phase: "X", at: .restart).isEmpty)
    }
}
