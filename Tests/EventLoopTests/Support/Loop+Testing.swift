import EventLoop
import Testing

extension Loop {
    /// A loop for one test. Test threads may have all signals blocked, and then no child's end would be heard.
    static func forTest() -> Loop {
        clearSignalMask()
        return Loop()
    }

    /// Runs to the end or to ``stop()``; a test that waits in vain fails and goes on.
    func run(within milliseconds: UInt64, sourceLocation: SourceLocation = #_sourceLocation) {
        let deadline = Timer(on: self) { [unowned self] in
            Issue.record("still waiting after \(milliseconds) ms", sourceLocation: sourceLocation)
            stop()
        }
        deadline.start(after: milliseconds)
        deadline.keepsLoopRunning = false
        run()
        deadline.close()
    }

    /// Runs a while, in which something is not to happen.
    func run(for milliseconds: UInt64) {
        let end = Timer(on: self) { [unowned self] in stop() }
        end.start(after: milliseconds)
        run()
        end.close()
    }
}
