import Testing

@testable import Kernel

@Suite struct RequestLedgerTests {
    private func record(_ ledger: inout RequestLedger, _ reply: String, from requester: UInt64 = 1, now: Int64 = 0) -> Bool {
        Array(reply.utf8).withUnsafeBytes { ledger.record($0, from: requester, now: now) }
    }

    private func answer(_ ledger: inout RequestLedger, _ reply: String, now: Int64 = 0) -> Bool {
        Array(reply.utf8).withUnsafeBytes { ledger.answer($0, now: now) }
    }

    @Test func `each request may be answered as often as the rule says, and not after it expired`() {
        var ledger = RequestLedger(Permissions.Responses(max: 2, expires: 1000))
        #expect(record(&ledger, "r"))
        #expect(answer(&ledger, "r"))
        #expect(answer(&ledger, "r"))
        #expect(!answer(&ledger, "r"))
        #expect(record(&ledger, "late"))
        #expect(!answer(&ledger, "late", now: 1000))
    }

    @Test func `of what one requester is not answered, the oldest falls out`() {
        var ledger = RequestLedger(Permissions.Responses())
        #expect(record(&ledger, "other", from: 2))
        for number in 0..<10_000 { #expect(record(&ledger, "r.\(number)")) }
        #expect(ledger.count * 128 <= RequestLedger.share + 256)
        #expect(!answer(&ledger, "r.0"))
        #expect(answer(&ledger, "r.9999"))
        #expect(answer(&ledger, "other"))
        #expect(ledger.takeDropped().contains(Array("r.0".utf8)))
        #expect(ledger.takeDropped().isEmpty)
    }

    @Test func `all together cost no more than is bounded`() {
        var ledger = RequestLedger(Permissions.Responses())
        let long = String(repeating: "x", count: 4000)
        var taken = 0
        for requester in 0..<100 as Range<UInt64> {
            for number in 0..<100 where record(&ledger, "\(long).\(requester).\(number)", from: requester) { taken += 1 }
        }
        #expect(taken < RequestLedger.maximumBytes / 4000)
        #expect(taken > 900)
        #expect(record(&ledger, "after all expired", now: 200_000))
    }

    @Test func `what nobody answered is told once`() {
        var ledger = RequestLedger(Permissions.Responses())
        #expect(record(&ledger, "a") && record(&ledger, "b"))
        #expect(answer(&ledger, "a"))
        #expect(ledger.takeUnanswered(now: 0).map(\.reply) == [Array("b".utf8)])
        #expect(ledger.takeUnanswered(now: 0).isEmpty)
    }
}
