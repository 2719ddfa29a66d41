import Testing

@testable import Kernel

/// Every event in every state of `confirm`; askers are numbers.
@Suite struct GuardConfirmationTests {
    private typealias State = GuardConfirmation<Int>

    /// The state's history, an event, and what is to be done then.
    private struct Row {
        let history: [State.Event]
        let event: State.Event
        let action: String
        let isIdle: Bool

        init(_ history: [State.Event], _ event: State.Event, _ action: String, _ isIdle: Bool) {
            (self.history, self.event, self.action, self.isIdle) = (history, event, action, isIdle)
        }
    }

    private static var table: [Row] {
        [
            Row([], .ask("x", 1), "say x", false),
            Row([], .answer(.confirmed("x")), "nothing", true),
            Row([], .answer(.refused("x", words: "w")), "nothing", true),
            Row([], .giveUp(.overdue), "nothing", true),
            Row([.ask("x", 1)], .ask("x", 2), "nothing", false),
            Row([.ask("x", 1)], .ask("y", 2), "tell [2] busy(with: \"x\")", false),
            Row([.ask("x", 1)], .answer(.confirmed("x")), "tell [1] confirmed", true),
            Row([.ask("x", 1), .ask("x", 2)], .answer(.confirmed("x")), "tell [1, 2] confirmed", true),
            Row([.ask("x", 1), .ask("x", 2)], .answer(.refused("x", words: "w")), "tell [1, 2] refused(\"w\")", true),
            Row([.ask("x", 1)], .answer(.confirmed("y")), "nothing", false),
            Row([.ask("x", 1)], .answer(.refused("y", words: "w")), "nothing", false),
            Row([.ask("x", 1)], .giveUp(.overdue), "tell [1] overdue", true),
            Row([.ask("x", 1)], .giveUp(.gone), "tell [1] gone", true),
            Row([.ask("x", 1), .giveUp(.overdue)], .answer(.confirmed("x")), "nothing", true),
            Row([.ask("x", 1), .giveUp(.overdue)], .ask("y", 2), "say y", false),
            Row([.ask("x", 1), .giveUp(.overdue), .ask("y", 2)], .answer(.confirmed("x")), "nothing", false),
        ]
    }

    @Test func `each event does what the table says`() {
        for (number, row) in Self.table.enumerated() {
            var state = State()
            for event in row.history { _ = state.handle(event) }
            #expect(Self.words(state.handle(row.event)) == row.action, "row \(number)")
            #expect(state.isIdle == row.isIdle, "row \(number)")
        }
    }

    @Test func `those who ask after 64 others are told that it is busy, and the others hear the answer`() {
        var state = State()
        for asker in 1...64 { _ = state.handle(.ask("x", asker)) }
        #expect(Self.words(state.handle(.ask("x", 65))) == "tell [65] busy(with: \"x\")")
        #expect(Self.words(state.handle(.answer(.confirmed("x")))) == "tell \(Array(1...64)) confirmed")
    }

    private static func words(_ action: State.Action?) -> String {
        switch action {
        case nil: "nothing"
        case .say(let id): "say \(id)"
        case .tell(let askers, let outcome): "tell \(askers) \(outcome)"
        }
    }
}
