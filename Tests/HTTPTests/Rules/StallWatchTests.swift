import Testing

@testable import HTTP

struct StallWatchTests {
    @Test func `drops are a stall, however steadily they fall`() {
        var watch = StallWatch(limit: 30_000)
        let passed = (0..<100).prefix { _ in watch.pass(1000, bytes: 1) }
        #expect(passed.count == 29)
    }

    @Test func `a kilobyte in time begins a new time`() {
        var watch = StallWatch(limit: 30_000)
        for _ in 0..<100 { check(&watch, 29_999, 1024, isWell: true, left: 30_000) }
        check(&watch, 20_000, 1000, isWell: true, left: 10_000)
        check(&watch, 9999, 24, isWell: true, left: 30_000)
        check(&watch, 30_000, 0, isWell: false, left: 0)
    }

    private func check(_ watch: inout StallWatch, _ time: UInt64, _ bytes: Int, isWell: Bool, left: UInt64) {
        let answer = watch.pass(time, bytes: bytes)
        #expect(answer == isWell)
        #expect(watch.left == left)
    }
}
