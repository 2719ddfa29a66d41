import CLibuv

/// Calls its body once after a while, or again and again. (uv_timer_t)
public final class Timer: Handle {
    private var body: (() -> Void)?

    public init(on loop: Loop, _ body: @escaping () -> Void) {
        self.body = body
        // uv_timer_init cannot fail.
        try! super.init(UV_TIMER, on: loop) { uv_timer_init(loop.raw, $0.assumingMemoryBound(to: uv_timer_t.self)) }
    }

    deinit { close() }

    override func release() { body = nil }

    private var timer: UnsafeMutablePointer<uv_timer_t> { memory.assumingMemoryBound(to: uv_timer_t.self) }

    /// Counts from this very moment, not from the turn's beginning; replaces what was started before. (uv_timer_start)
    ///
    /// At least a millisecond: libuv runs timers until none is due, so one that starts itself anew at once would never let it go on.
    public func start(after milliseconds: UInt64, repeating: UInt64 = 0) {
        guard !isClosed else { return }
        uv_update_time(loop.raw)
        uv_timer_start(timer, timerFired, max(1, milliseconds), repeating)
    }

    /// (uv_timer_stop)
    public func stop() {
        if !isClosed { uv_timer_stop(timer) }
    }

    public var isActive: Bool { !isClosed && uv_is_active(raw) != 0 }

    fileprivate func fire() { body?() }
}

private func timerFired(_ timer: UnsafeMutablePointer<uv_timer_t>?) {
    guard let owner = timer?.pointee.data else { return }
    Unmanaged<Timer>.fromOpaque(owner).takeUnretainedValue().fire()
}
