import EventLoop
import Glibc
import Testing

@Suite struct SignalWatcherTests {
    /// SIGURG and SIGWINCH do nothing by default, so other tests do not mind.
    @Test func `a signal calls the watchers of that signal`() throws {
        let loop = Loop.forTest()
        let heard = Box(0)
        let watcher = try SignalWatcher(SIGURG, on: loop) {
            heard.value += 1
            loop.stop()
        }
        let other = try SignalWatcher(SIGWINCH, on: loop) { Issue.record("not this one") }
        kill(getpid(), SIGURG)
        loop.run(within: 10_000)
        #expect(heard.value == 1)
        watcher.close()
        other.close()
        loop.close()
    }

    @Test func `a signal that cannot be caught is refused`() {
        let loop = Loop.forTest()
        #expect(throws: UVError.invalidArgument) { try SignalWatcher(SIGKILL, on: loop) {} }
        loop.close()
    }
}
