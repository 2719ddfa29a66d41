import CLibuv

/// Calls its body on the loop some time after another thread has sent its signal; many signals may make one call. (uv_async_t)
final class Wake: Handle {
    /// What the other threads hold; to be sent no more once the handle is closed.
    struct Signal: Sendable {
        nonisolated(unsafe) fileprivate let async: UnsafeMutablePointer<uv_async_t>

        func send() { uv_async_send(async) }
    }

    private var body: (() -> Void)?
    /// Called when it is closed, while its signal may still be sent.
    var released: (() -> Void)?

    init(on loop: Loop, _ body: @escaping () -> Void) throws(UVError) {
        self.body = body
        try super.init(UV_ASYNC, on: loop) {
            uv_async_init(loop.raw, $0.assumingMemoryBound(to: uv_async_t.self), signalSent)
        }
    }

    deinit { close() }

    override func release() {
        let (callbacks, released) = (body, released)
        (body, self.released) = (nil, nil)
        released?()
        withExtendedLifetime((callbacks, self)) {}
    }

    var signal: Signal { Signal(async: memory.assumingMemoryBound(to: uv_async_t.self)) }

    fileprivate func fire() { body?() }
}

private func signalSent(_ async: UnsafeMutablePointer<uv_async_t>?) {
    guard let owner = async?.pointee.data else { return }
    Unmanaged<Wake>.fromOpaque(owner).takeUnretainedValue().fire()
}
