import CLibuv

/// The event loop: one per process, or one per test; everything that lives on it is called by it, on its thread, one at a time.
///
/// It and all that is made on it belong to the thread that runs it. (uv_loop_t)
public final class Loop {
    let raw: UnsafeMutablePointer<uv_loop_t>
    public private(set) var isClosed = false
    private var isRunning = false

    /// Counts the loop's waits, so that a stream can tell whether it has had its read of this turn.
    var turn: UInt64 = 0
    /// Every stream of this loop reads into this one buffer.
    let readBuffer: UnsafeMutableRawPointer
    static let readBufferSize = 65536
    /// Room before it, for what a handler kept of the last read (``join(_:to:)``).
    private let readMemory = UnsafeMutableRawPointer.allocate(byteCount: 2 * Loop.readBufferSize, alignment: 16)

    var turnEnd = TurnEnd()
    var busyPoll = BusyPoll()
    /// Children that have not ended, by pid: kept alive here, so that none is forgotten and none is reaped by ``OrphanReaper``.
    var children: [Int32: Handle] = [:]

    public init() {
        raw = .allocate(capacity: 1)
        readBuffer = readMemory + Loop.readBufferSize
        let result = uv_loop_init(raw)
        precondition(result == 0, "no event loop: \(UVError(code: result))")
        raw.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        startTurns()
    }

    deinit {
        close()
        turnEnd.deallocate()
        readMemory.deallocate()
        raw.deallocate()
    }

    /// Until ``stop()``, or until nothing is left to wait for. (uv_run)
    public func run() {
        precondition(!isClosed && !isRunning, "run after close, or from within run")
        isRunning = true
        uv_run(raw, UV_RUN_DEFAULT)
        isRunning = false
    }

    /// Ends ``run()`` once this turn is over. (uv_stop)
    public func stop() { uv_stop(raw) }

    /// Milliseconds of a monotonic clock, as of the beginning of this turn. (uv_now)
    public var now: UInt64 { uv_now(raw) }

    /// Closes every handle in the order of their making, and lets go of all that was asked of the loop.
    ///
    /// Nobody is called any more but pending writes and connects (canceled) and the `then` of closes.
    public func close() {
        guard !isClosed else { return }
        precondition(!isRunning, "close from within run")
        isClosed = true
        raw.pointee.data = nil
        closeTurns()
        repeat { uv_walk(raw, closeWalked, nil) } while uv_run(raw, UV_RUN_DEFAULT) != 0
        let result = uv_loop_close(raw)
        precondition(result == 0, "a handle outlived its loop: \(UVError(code: result))")
    }
}

private func closeWalked(_ handle: UnsafeMutablePointer<uv_handle_t>?, _: UnsafeMutableRawPointer?) {
    guard let handle, uv_is_closing(handle) == 0, let owner = handle.pointee.data else { return }
    Unmanaged<Handle>.fromOpaque(owner).takeUnretainedValue().close()
}
