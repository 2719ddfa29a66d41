import Testing

@testable import Report

@Suite struct NoticeBudgetTests {
    @Test func `a flood is cut off after some, and what was left out is told with the next one`() {
        var budget = NoticeBudget()
        let verdicts = (0..<100).map { _ in budget.spend("noisy", at: 0) }
        #expect(verdicts.prefix(20).allSatisfy { $0 == .tell(afterDropped: 0) } && verdicts.dropFirst(20).allSatisfy { $0 == .drop })
        #expect(budget.spend("quiet", at: 0) == .tell(afterDropped: 0))
        #expect(budget.spend("noisy", at: 59) == .drop)
        #expect(budget.spend("noisy", at: 61) == .tell(afterDropped: 81) && budget.spend("noisy", at: 61) == .drop)
    }

    @Test func `names that somebody invents share one account`() {
        var budget = NoticeBudget()
        let told = (0..<5000).count { budget.spend("f\($0)", at: 0) != .drop }
        #expect(told <= NoticeBudget.most + Int(NoticeBudget.burst))
    }

    @Test func `a clock that stands still gives nothing`() {
        var budget = NoticeBudget()
        for _ in 0..<20 { _ = budget.spend("x", at: 100) }
        #expect(budget.spend("x", at: 50) == .drop)
    }
}
