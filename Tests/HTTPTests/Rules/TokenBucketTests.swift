import Support
import Testing

@testable import HTTP

struct TokenBucketTests {
    @Test func `over any time no more passes than the rate allows, but for what a pause saved up`() {
        var bucket = TokenBucket(bytesPerSecond: 10_000)
        var generator = SplitMix(seed: 1)
        var (now, taken) = (UInt64(5000), 0)
        let start = now
        while now < start + 60_000 {
            let count = Int(generator.next() % 16_384)
            taken += count
            now += bucket.take(count, at: now) + 1
        }
        let allowed = Int(now - start) * 10
        #expect(taken <= allowed + 2500 + 16_384)
        #expect(taken >= allowed - 16_384)
    }

    @Test func `a long silence saves up a quarter of a second`() {
        var bucket = TokenBucket(bytesPerSecond: 1000)
        let pauses = [bucket.take(250, at: 1_000_000), bucket.take(100, at: 1_000_000), bucket.take(1, at: 9_000_000)]
        #expect(pauses == [0, 100, 0])
    }

    @Test(arguments: [0, -1, 1]) func `no rate is none that divides by zero`(_ rate: Int) {
        var bucket = TokenBucket(bytesPerSecond: rate)
        let pause = bucket.take(3, at: 0)
        #expect(pause >= 1000)
    }
}
