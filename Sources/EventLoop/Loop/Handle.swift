import CLibuv

/// A thing the loop watches; the memory libuv knows lives until libuv has let go of it, whatever becomes of this object.
///
/// Closed by ``close(then:)`` or with its object's end; every final subclass closes itself in its deinit.
/// libuv's `data` points here, unretained: an open handle is kept alive by its owner, and by callbacks during their call. (uv_handle_t)
public class Handle {
    public let loop: Loop
    let memory: UnsafeMutableRawPointer
    public private(set) final var isClosed = false

    /// `initialise` is libuv's init function: if it fails, libuv does not know the memory.
    init(_ type: uv_handle_type, on loop: Loop, _ initialise: (UnsafeMutableRawPointer) -> Int32) throws(UVError) {
        precondition(!loop.isClosed, "made on a closed loop")
        let memory = UnsafeMutableRawPointer.allocate(byteCount: uv_handle_size(type), alignment: 16)
        let result = initialise(memory)
        if result < 0 {
            memory.deallocate()
            throw UVError(code: result)
        }
        self.loop = loop
        self.memory = memory
        raw.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    }

    /// For memory that libuv knows already.
    init(_ memory: UnsafeMutableRawPointer, on loop: Loop) {
        self.loop = loop
        self.memory = memory
        raw.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    }

    /// For memory that libuv knows but that failed before an object was made of it.
    static func discard(_ memory: UnsafeMutableRawPointer) {
        let raw = memory.assumingMemoryBound(to: uv_handle_t.self)
        raw.pointee.data = nil
        uv_close(raw, handleClosed)
    }

    final var raw: UnsafeMutablePointer<uv_handle_t> { memory.assumingMemoryBound(to: uv_handle_t.self) }

    /// Whether ``Loop/run()`` goes on for this handle's sake. (uv_ref, uv_unref)
    public final var keepsLoopRunning: Bool {
        get { !isClosed && uv_has_ref(raw) != 0 }
        set { if !isClosed { newValue ? uv_ref(raw) : uv_unref(raw) } }
    }

    /// Idempotent. Nothing is called for this handle any more but `then`, when it is gone, and writes still pending. (uv_close)
    public final func close(then: (() -> Void)? = nil) {
        guard !isClosed else {
            if let then { loop.atTurnEnd(then) }
            return
        }
        isClosed = true
        raw.pointee.data = then.map { Unmanaged.passRetained(CloseRequest($0)).toOpaque() }
        uv_close(raw, handleClosed)
        release()
    }

    /// Lets go of callbacks and of what libuv does not own; called once, by ``close(then:)``.
    func release() {}
}

private final class CloseRequest {
    let then: () -> Void
    init(_ then: @escaping () -> Void) { self.then = then }
}

private func handleClosed(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let handle else { return }
    let request = handle.pointee.data.map { Unmanaged<CloseRequest>.fromOpaque($0).takeRetainedValue() }
    UnsafeMutableRawPointer(handle).deallocate()
    request?.then()
}
