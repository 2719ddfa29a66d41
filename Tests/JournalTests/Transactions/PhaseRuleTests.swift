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

    @Test(arguments: TransactionPosition.allCases, JournalContract.Phase.allCases)
    func `an advance for a phase does that phase's work, or none`(_ position: TransactionPosition, _ asked: JournalContract.Phase) {
        let order = JournalContract.Phase.allCases
        let action = PhaseRule.action(position, .advance, for: asked)
        guard let present = position.phase, present != asked else { return #expect(action == PhaseRule.action(position, .advance)) }
        if order.firstIndex(of: present)! > order.firstIndex(of: asked)! {
            #expect(action == .answer)
        } else if case .refuse(let words) = action {
            #expect(words.contains("it is in \(present.rawValue)"))
        } else {
            Issue.record("\(position) does \(action) for \(asked)")
        }
        for event in TransactionEvent.allCases where event != .advance {
            #expect(PhaseRule.action(position, event, for: asked) == PhaseRule.action(position, event))
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
