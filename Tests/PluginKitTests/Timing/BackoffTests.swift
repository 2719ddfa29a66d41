import PluginKit
import Testing

@Suite struct BackoffTests {
    private let backoff = Backoff(first: 10, cap: 100)

    @Test(arguments: [(0, 10.0), (1, 10), (2, 20), (3, 40), (4, 80), (5, 100), (6, 100), (.max, 100)])
    func `a wait doubles up to its cap, after any number of failures`(_ count: Int, _ delay: Double) {
        #expect(backoff.base(afterFailure: count) == delay)
    }

    @Test(arguments: [(0.0, 18.0), (0.5, 20), (1, 22), (-7, 18), (7, 22)])
    func `it is spread by a tenth, whatever the randomness says`(_ random: Double, _ delay: Double) {
        #expect(abs(backoff.delay(afterFailure: 2, random: random) - delay) < 1e-9)
    }

    @Test func `a factor of 1 waits the same each time, at once`() {
        #expect(Backoff(first: 5, cap: 10, factor: 1).base(afterFailure: 1_000) == 5)
    }
}
