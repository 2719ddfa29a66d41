import Contracts
import Testing

@testable import Journal

/// What is written down when.
@Suite struct CourseTests {
    private func operations(_ states: OperationState...) throws -> [OperationRecord] {
        try states.enumerated().map { n, state in
            var record = try OperationRecord(n: n, .writeFile(path: "@home/data/app/\(n)", content: .text(""), mode: nil))
            record.state = state
            return record
        }
    }

    /// All acts, each done at once.
    private func acts(_ course: Course) -> [Act] {
        var (course, acts) = (course, [Act]())
        while let act = course.next() {
            acts.append(act)
            if case .perform = act { course.performed() }
        }
        return acts
    }

    @Test func `intent is written before each deed, its result with the next intent, the phase with the last result`() throws {
        let course = Course(.stage, try operations(.planned, .planned), last: [.phase(.migration)])
        #expect(
            acts(course) == [
                .record([.state(n: 0, .staging)]), .perform(.stage, n: 0),
                .record([.state(n: 0, .staged), .state(n: 1, .staging)]), .perform(.stage, n: 1),
                .record([.state(n: 1, .staged), .phase(.migration)]),
            ])
    }

    @Test func `what was begun is done again without a new intent, what is done is not`() throws {
        let course = Course(.switch, try operations(.switched, .switching), last: [.phase(.validation)])
        #expect(acts(course) == [.perform(.switch, n: 1), .record([.state(n: 1, .switched), .phase(.validation)])])
    }

    @Test func `undoing goes backwards and leaves alone what was never begun`() throws {
        let course = Course(.undo, try operations(.switched, .staging, .planned), first: [.reason("no")], last: [])
        #expect(
            acts(course) == [
                .record([.reason("no"), .state(n: 1, .undoing)]), .perform(.undo, n: 1),
                .record([.state(n: 1, .undone), .state(n: 0, .undoing)]), .perform(.undo, n: 0), .record([.state(n: 0, .undone)]),
            ])
    }

    @Test func `with nothing to do, one act writes all of it`() throws {
        let course = Course(.finish, [], first: [.phase(.commit)], last: [.end(.done, reason: nil)])
        #expect(acts(course) == [.record([.phase(.commit), .end(.done, reason: nil)])])
    }

    @Test func `what is skipped is noted and the others go on`() throws {
        var course = Course(.undo, try operations(.switched, .switched), last: [.end(.rolledBack, reason: nil)])
        #expect(course.next() == .record([.state(n: 1, .undoing)]))
        #expect(course.next() == .perform(.undo, n: 1))
        course.skip("it cannot be")
        #expect(course.next() == .record([.note(n: 1, "it cannot be"), .state(n: 0, .undoing)]))
        #expect(course.next() == .perform(.undo, n: 0))
        course.performed()
        #expect(course.next() == .record([.state(n: 0, .undone), .end(.rolledBack, reason: nil)]))
        #expect(course.next() == nil && course.skipped == [1])
    }

    @Test func `an operation of a newer version is never done, but asked for on the ways out`() {
        let strange = OperationRecord(n: 0, json: #"{"do":"teleport"}"#, state: "switched", note: nil)
        #expect(strange.operation == nil)
        #expect(Step.allCases.filter { strange.needs($0) } == [.finish, .undo])
        let untouched = OperationRecord(n: 0, json: #"{"do":"teleport"}"#, state: "planned", note: nil)
        #expect(Step.allCases.allSatisfy { !untouched.needs($0) })
    }
}
