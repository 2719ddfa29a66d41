import Testing

@testable import Kernel

@Suite struct KeepAliveTests {
    @Test func `the first ping comes soon and spread out`() {
        let keepAlive = KeepAlive(interval: 120_000, pingMax: 2, authenticates: false)
        #expect(keepAlive.untilFirstPing(spread: 0) == 2000)
        #expect(keepAlive.untilFirstPing(spread: 0.999) == 2399)
        #expect(KeepAlive(interval: 1000, pingMax: 2, authenticates: false).untilFirstPing(spread: 0) == 1000)
    }

    @Test func `a peer is stale when it left as many pings unanswered as it may`() {
        var keepAlive = KeepAlive(interval: 1000, pingMax: 2, authenticates: false)
        #expect(keepAlive.due() == .ping(next: 1000))
        #expect(keepAlive.due() == .ping(next: 1000))
        #expect(keepAlive.due() == .close(saying: "Stale Connection"))
    }

    @Test func `one that answers and talks is left alone`() {
        var keepAlive = KeepAlive(interval: 1000, pingMax: 2, authenticates: false)
        keepAlive.heard()
        #expect(keepAlive.due() == .ping(next: 1000))
        keepAlive.ponged()
        keepAlive.heard()
        #expect(keepAlive.due() == .wait(1000))
        #expect(keepAlive.due() == .ping(next: 1000))
        keepAlive.ponged()
        #expect(keepAlive.unanswered == 0)
    }

    @Test func `who does not say who it is in time is told so`() {
        var keepAlive = KeepAlive(interval: 1000, pingMax: 2, authenticates: true)
        #expect(keepAlive.due() == .close(saying: "Authentication Timeout"))
        keepAlive.connected()
        #expect(keepAlive.phase == .pinging)
        keepAlive.linger()
        #expect(keepAlive.due() == .finish)
    }
}
