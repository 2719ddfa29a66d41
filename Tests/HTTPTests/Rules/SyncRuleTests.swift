import Support
import Testing

@testable import HTTP

struct SyncRuleTests {
    /// Every cut of every course of writes and syncs, and every size that a file system may leave after it.
    @Test(arguments: 0..<20) func `whatever a power cut leaves, what is believed was on the disk`(_ seed: UInt64) {
        var generator = SplitMix(seed: seed)
        var rule = SyncRule(resumingAt: Int.random(in: 0...100_000, using: &generator))
        var kept = Int.random(in: 0...rule.written, using: &generator)
        for _ in 0..<500 {
            if rule.room == 0 || Int.random(in: 0..<10, using: &generator) == 0 { rule.didSync() }
            // Left in order, and taken up again there.
            if rule.synced == rule.written, Int.random(in: 0..<10, using: &generator) == 0 { kept = rule.synced }
            rule.wrote(Int.random(in: 0...rule.room, using: &generator))
            for size in [rule.synced, rule.written, (rule.synced + rule.written) / 2] {
                let trusted = SyncRule.trusted(ofSize: size, kept: kept)
                #expect(kept <= trusted && trusted <= rule.synced)
                #expect(rule.written - trusted <= 2 * SyncRule.window)
            }
        }
    }

    @Test func `a kill or a cut costs no more than 64 KiB, with the piece under way`() {
        #expect(2 * SyncRule.window + PlainTransport.readLimit <= 64 << 10)
    }

    @Test func `nothing is believed of a part that is shorter than what may be wrong`() {
        #expect(SyncRule.trusted(ofSize: 0, kept: 0) == 0)
        #expect(SyncRule.trusted(ofSize: SyncRule.window, kept: 0) == 0)
        #expect(SyncRule.trusted(ofSize: SyncRule.window + 1, kept: 0) == 1)
    }

    @Test func `what was left in order is believed, and a part that is shorter is another`() {
        #expect(SyncRule.trusted(ofSize: 500, kept: 500) == 500)
        #expect(SyncRule.trusted(ofSize: 501, kept: 500) == 500)
        #expect(SyncRule.trusted(ofSize: 501 + SyncRule.window, kept: 500) == 501)
        #expect(SyncRule.trusted(ofSize: 100_000, kept: 100_001) == 0)
    }
}
