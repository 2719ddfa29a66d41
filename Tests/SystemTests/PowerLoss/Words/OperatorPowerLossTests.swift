import Support
import Testing
import Wire

/// What an operator says, and what he is told, while the power goes.
@Suite struct OperatorPowerLossTests {
    private let plan = CrashPlan.asked

    @Test(.tags(.slow), .enabled(if: CrashPlan.asked.rounds > 0))
    func `what was answered counts when the power is back; what was not counts wholly, or was never heard`() throws {
        let released = try ReleasedVersions([.good])
        defer { withExtendedLifetime(released) {} }
        let router = try CrashedRouter(.good, from: released.stock)
        try router.start()
        try router.waitUntilReady()
        var chance = SplitMix(seed: UInt64(plan.seed))
        for round in 0..<plan.rounds {
            let words = [OperatorWord.hold("good", "round \(round)"), .follow("lts"), .resume("good"), .follow("stable")]
            // The first three are one of each kind.
            for word in plan.isSample ? Array(words[0..<3]) : words {
                try expect(
                    word, cutBy: Hearing.allCases.randomElement(using: &chance) ?? .answered, .random(in: 0...3, using: &chance), router)
            }
        }
    }

    /// How far a word gets.
    private enum Hearing: CaseIterable {
        case answered, beingWritten, underWay
    }

    private func expect(_ word: OperatorWord, cutBy hearing: Hearing, _ milliseconds: Int, _ router: CrashedRouter) throws {
        let before = try router.keptWords()
        var after = before
        word.change(&after)
        switch hearing {
        case .answered: _ = try router.host.bus().ask(word.subject, word.body)
        case .beingWritten:
            router.steps.stop(at: 1, of: .journal)
            try router.say(word.subject, word.body)
            try Deadline.wait(for: "the journal to write it down") { router.steps.place != nil }
        case .underWay:
            try router.say(word.subject, word.body)
            Deadline.pause(.milliseconds(milliseconds))
        }
        try router.restart()
        let found = try router.keptWords()
        #expect(found == after || hearing != .answered && found == before, "seed \(plan.seed): \(word.subject), \(hearing): \(found)")
        guard found != after else { return }
        // Whoever had no answer says it again.
        _ = try router.host.bus().ask(word.subject, word.body)
        #expect(try router.keptWords() == after, "seed \(plan.seed): \(word.subject), \(hearing), said again")
    }
}
