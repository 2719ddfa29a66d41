import Contracts
import Testing

@testable import Journal

/// The transaction's state machine, all of it.
@Suite struct PhaseRuleTests {
    /// What is allowed; everything else is refused.
    private static let allowed: [TransactionPosition: [TransactionEvent: PhaseAction]] = [
        .staging: [.plan: .take, .advance: .work(.stage, then: .migration), .rollback: .undo],
        .migration: [.advance: .work(.migrate, then: .switch), .rollback: .undo],
        .switch: [.advance: .work(.switch, then: .validation), .rollback: .undo],
        .validation: [.commit: .finish, .rollback: .undo],
        .commit: [.commit: .finish],
        .rollingBack: [.rollback: .undo],
        .done: [.commit: .answer],
        .rolledBack: [.rollback: .answer],
        .unknown: [:],
    ]

    @Test(arguments: TransactionPosition.allCases, TransactionEvent.allCases)
    func `each event in each position does what the table says`(_ position: TransactionPosition, _ event: TransactionEvent) {
        let action = PhaseRule.action(position, event)
        if let expected = Self.allowed[position]?[event] {
            #expect(action == expected)
        } else {
            guard case .refuse(let words) = action else { return #expect(Bool(false), "\(position) allows \(event): \(action)") }
            #expect(!words.isEmpty)
        }
    }

    @Test func `advancing leads through the phases in their order, and only there`() {
        var phases: [String] = []
        var position = TransactionPosition.staging
        while case .work(_, let next) = PhaseRule.action(position, .advance) {
            phases.append(next.rawValue)
            position = TransactionPosition(next)
        }
        #expect(phases == ["MIGRATION", "SWITCH", "VALIDATION"])
    }

    @Test(arguments: OperationState.allCases, Step.allCases)
    func `a step that was begun is to be done again, one that is done is not`(_ state: OperationState, _ step: Step) {
        if state == .during(step) { #expect(state.needs(step)) }
        if state == .after(step) { #expect(!state.needs(step)) }
        if step == .undo { #expect(state.needs(step) == ![.planned, .undone].contains(state)) }
    }
}
