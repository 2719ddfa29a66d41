/// Does this machine know the time? Without it, neither windows nor expiries mean anything.
enum ClockCriterion: Criterion {
    static let name = "clock"

    static func judge(_ question: Question) -> Finding {
        guard !question.host.hasTime else { return .pass("the clock is set") }
        let finding = Finding.wait(until: question.now + 60, "the clock has not been set since boot; waits for the network's time")
        // A hotfix has to wait as well: it may have expired.
        return finding.unless(question.isAsked ? "an operator asked for it now" : nil)
    }
}
