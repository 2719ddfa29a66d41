import CLibuv

/// Calls its body on the loop each time this process is sent the signal. (uv_signal_t)
public final class SignalWatcher: Handle {
    private var body: (() -> Void)?

    public init(_ signal: Int32, on loop: Loop, _ body: @escaping () -> Void) throws(UVError) {
        self.body = body
        try super.init(UV_SIGNAL, on: loop) { uv_signal_init(loop.raw, $0.assumingMemoryBound(to: uv_signal_t.self)) }
        try check(uv_signal_start(memory.assumingMemoryBound(to: uv_signal_t.self), signalCame, signal))
    }

    deinit { close() }

    override func release() { body = nil }

    fileprivate func fire() { body?() }
}

private func signalCame(_ signal: UnsafeMutablePointer<uv_signal_t>?, _: Int32) {
    guard let owner = signal?.pointee.data else { return }
    Unmanaged<SignalWatcher>.fromOpaque(owner).takeUnretainedValue().fire()
}
