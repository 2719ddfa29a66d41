import Synchronization

/// Values sent from any thread and taken on the loop, in the order of their sending.
///
/// Does not keep the loop running. What is sent after ``close()``, or after the loop's, goes nowhere. (uv_async_t)
public final class LoopInbox<Value: Sendable>: Sendable {
    nonisolated(unsafe) private var wake: Wake?
    private let waiting = Mutex(Waiting())

    private struct Waiting {
        var values: [Value] = []
        /// Nil once nobody takes any more.
        var wake: Wake.Signal?
    }

    /// To be made, closed and let go of on the loop's thread, where `take` is called.
    public init(on loop: Loop, _ take: @escaping (Value) -> Void) {
        // uv_async_init fails only where the loop itself could not be made.
        let wake = try! Wake(on: loop) { [unowned self] in collect(take) }
        // Weak: this may be the inbox's own end.
        wake.released = { [weak self] in self?.forgetWake() }
        wake.keepsLoopRunning = false
        self.wake = wake
        waiting.withLock { $0.wake = wake.signal }
    }

    deinit { close() }

    public func send(_ value: Value) {
        waiting.withLock {
            guard let wake = $0.wake else { return }
            $0.values.append(value)
            wake.send()
        }
    }

    public func close() {
        forgetWake()
        wake?.close()
        wake = nil
    }

    /// Before libuv lets go of it: other threads may be about to send it.
    private func forgetWake() { waiting.withLock { $0.wake = nil } }

    private func collect(_ take: (Value) -> Void) {
        let values = waiting.withLock { waiting in
            defer { waiting.values = [] }
            return waiting.values
        }
        for value in values { take(value) }
    }
}
