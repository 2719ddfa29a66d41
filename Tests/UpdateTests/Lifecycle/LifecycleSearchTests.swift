import Contracts
import Testing

@testable import Update

/// Every state that any sequence of events can lead to.
///
/// Each stage takes one unit of time, and every event comes at the last moment: whatever gives a stage more time makes a new state.
/// That the search comes to an end is the proof that no sequence of events, however hostile, keeps an update going.
@Suite struct LifecycleSearchTests {
    private static let limits: LifecycleLimits = {
        var limits = LifecycleLimits()
        for stage in UpdateContract.Stage.allCases { limits.times[stage] = 1 }
        (limits.coreValidation, limits.downloadRestarts, limits.restarts, limits.doubts) = (1, 1, 1, 1)
        limits.reportRestarts = 1
        return limits
    }()

    private struct Move {
        let from: Lifecycle
        let event: Lifecycle.Event
        let actions: [Lifecycle.Action]
        let to: Lifecycle
    }

    /// Two kinds of update, hence two searches.
    private static let all: [[Move]] = [search(Walk.feature), search(Walk.core)]

    private static func search(_ targets: [UpdateContract.Target]) -> [Move] {
        let start = Lifecycle(id: "u1", limits: limits, at: 0)
        var (seen, waiting, moves) = (Set([start]), [start], [Move]())
        while let from = waiting.popLast() {
            precondition(seen.count < 200_000, "the search has no end")
            for event in Walk.events(targets) {
                var to = from
                let actions = to.handle(event, at: from.deadline)
                moves.append(Move(from: from, event: event, actions: actions, to: to))
                if seen.insert(to).inserted { waiting.append(to) }
            }
        }
        return moves
    }

    private static var moves: [Move] { all.flatMap(\.self) }

    @Test func `the search comes to an end, and sees every stage of both kinds`() {
        for moves in Self.all {
            #expect(Set(moves.compactMap(\.from.stage)) == Set(UpdateContract.Stage.allCases))
            let longest = moves.map(\.to.deadline).max() ?? 0
            #expect(longest <= 24, "\(longest) stages' times at most, with one restart and one doubt")
        }
    }

    @Test func `deadlines alone lead every state to its end`() {
        for var state in Set(Self.moves.map(\.from)) {
            var deadlines = 0
            while state.position != .ended, deadlines < 20 {
                let before = state
                _ = state.handle(.deadline, at: state.deadline)
                #expect(state != before, "stuck in \(before)")
                deadlines += 1
            }
            #expect(state.position == .ended)
        }
    }

    @Test func `what was taken up ends through its report only, and what is reported never changes`() {
        for move in Self.moves where move.from.position != .ended {
            if move.to.position == .ended { #expect([.report, .discovery].contains(move.from.stage), "\(move)") }
            if move.from.stage == .report { #expect(move.to.outcome == move.from.outcome && [.report, nil].contains(move.to.stage)) }
            if move.to.stage == .report { #expect(move.to.outcome != nil) }
            if move.event == .done(.report), move.from.stage == .report { #expect(move.to.position == .ended) }
        }
    }

    @Test func `nothing comes after the end`() {
        for move in Self.moves where move.from.position == .ended {
            #expect(move.to == move.from)
            #expect(move.actions == (move.event == .cancel ? [.answer(.nothing)] : []))
        }
    }

    @Test func `a cancel has one answer in every state, nothing else has any`() {
        for move in Self.moves {
            let answers = move.actions.count { if case .answer = $0 { true } else { false } }
            #expect(answers == (move.event == .cancel ? 1 : 0), "\(move)")
        }
    }

    @Test func `a change is written down before it is told, and told before anything is begun`() {
        for move in Self.moves where move.to != move.from && move.from.stage != .discovery {
            guard let saved = move.actions.firstIndex(of: .save) else { return #expect(Bool(false), "\(move) is not written down") }
            let told = move.actions.firstIndex(of: .announce)
            let begun = move.actions.firstIndex { if case .work = $0 { true } else { $0 == .inspect } }
            #expect((told ?? .max) > saved && (begun ?? .max) > max(saved, told ?? saved))
            #expect((told != nil) == (move.to.stage != nil && move.to.stage != move.from.stage || move.to.form != move.from.form))
        }
    }

    @Test func `no stage after preparation is left but by commit, rollback or the journal's word`() {
        for move in Self.moves where move.to.stage != move.from.stage {
            let isOpen = [.preparation, .apply, .validation].contains(move.from.stage)
            guard isOpen, move.to.stage == .report else { continue }
            #expect([.resumed(.undone), .resumed(.done)].contains(move.event), "\(move)")
        }
    }

    @Test func `from preparation until commit, a failure rolls back`() {
        for move in Self.moves {
            guard let stage = move.from.stage, [.preparation, .apply, .validation].contains(stage) else { continue }
            if move.event == .failed(stage, Walk.bad) || move.event == .cancel { #expect(move.to.stage == .rollback) }
        }
    }

    @Test func `an update is committed only if the work of commit or the journal says so`() {
        for move in Self.moves where move.to.outcome?.end == .committed && move.from.outcome?.end != .committed {
            #expect([.done(.commit), .resumed(.done)].contains(move.event), "\(move)")
        }
    }

    @Test func `asking the process to end changes nothing`() {
        for move in Self.moves where move.event == .shutdown && move.from.position != .ended {
            #expect(move.to == move.from && move.actions == [.halt])
        }
    }

    @Test func `every state is the same once written down and read`() {
        for state in Set(Self.moves.map(\.to)) {
            let record = state.record(at: state.deadline - 1, boot: "b1")
            let read = Lifecycle(record, limits: Self.limits, at: state.deadline - 1, boot: "b1")
            if state.position != .ended { #expect(read == state) } else { #expect(read?.position == .ended) }
        }
    }
}
