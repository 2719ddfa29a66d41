import Testing

@testable import roost

@Suite struct `Figures in words` {
    @Test(arguments: [
        (0.0, "0 s"), (59.9, "59 s"), (60, "1 min"), (125, "2 min 5 s"), (3_600, "1 h"), (7_265, "2 h 1 min"), (90_000, "1 d 1 h"),
        (-5, "0 s"), (.nan, "0 s"), (.infinity, "0 s"),
    ])
    func `a duration`(seconds: Double, text: String) {
        #expect(Words.duration(seconds: seconds) == text)
    }

    @Test(arguments: [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (4_404_019, "4.2 MB"), (Int64.max, "8388608.0 TB")])
    func `bytes`(count: Int64, text: String) {
        #expect(Words.bytes(count) == text)
    }

    @Test func `one and many`() {
        #expect(Words.count(1, "feature") == "1 feature" && Words.count(0, "feature") == "0 features")
    }
}
