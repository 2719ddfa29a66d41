import Testing

@testable import Report

@Suite struct HistoryPlanTests {
    @Test func `who does not answer yet is asked again soon, and ever less often`() {
        var plan = HistoryPlan()
        #expect((0..<14).map { _ in plan.pause(isAnswered: false) } == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600])
    }

    @Test func `who has answered is asked a few times more, then once an hour`() {
        var plan = HistoryPlan()
        _ = plan.pause(isAnswered: false)
        #expect((0..<4).map { _ in plan.pause(isAnswered: true) } == [60, 600, 3600, 3600])
        #expect(plan.pause(isAnswered: false) == 1)
    }
}
