import Testing

@testable import Journal

@Suite struct GatheringTests {
    @Test func `a lone writer never waits`() {
        var gathering = Gathering()
        #expect(gathering.expected == 1)
        gathering.wrote(1, whileCame: 0, taking: .milliseconds(4))
        #expect(gathering.expected == 1)
    }

    @Test func `all who were answered or came meanwhile are waited for, when some stay away no longer`() {
        var gathering = Gathering()
        gathering.wrote(40, whileCame: 24, taking: .milliseconds(4))
        #expect(gathering.expected == 64)
        gathering.wrote(10, whileCame: 0, taking: .milliseconds(4))
        #expect(gathering.expected == 10)
    }

    @Test func `nobody is waited for longer than a write takes, nor for long`() {
        var gathering = Gathering()
        let cases: [(Duration, Duration)] = [
            (.microseconds(30), .milliseconds(1)), (.milliseconds(4), .milliseconds(4)), (.seconds(2), Gathering.longest),
        ]
        for (took, patience) in cases {
            gathering.wrote(2, whileCame: 0, taking: took)
            #expect(gathering.patience == patience)
        }
    }
}
