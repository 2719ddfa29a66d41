import CLibuv

/// Calls its body when a file, or an entry of a folder, changes; with the entry's name where the system tells it.
///
/// Not recursive, and many calls may stand for one change. With a pause it is deaf for so long after each call, so that
/// somebody who writes without end costs a call per pause and no more; what changes meanwhile is not told. Whoever asks
/// for one looks at the place later than that. (uv_fs_event_t)
public final class FileWatcher: Handle {
    private let path: String
    private let pause: UInt64
    private var body: ((String?) -> Void)?
    private var listening: Timer?

    /// `pause` in milliseconds.
    public init(_ path: String, pause: UInt64 = 0, on loop: Loop, _ body: @escaping (String?) -> Void) throws(UVError) {
        (self.path, self.pause, self.body) = (path, pause, body)
        try super.init(UV_FS_EVENT, on: loop) { uv_fs_event_init(loop.raw, $0.assumingMemoryBound(to: uv_fs_event_t.self)) }
        try check(listen())
        if pause > 0 { listening = Timer(on: loop) { [unowned self] in listenAgain() } }
    }

    deinit { close() }

    override func release() {
        body = nil
        listening?.close()
    }

    private var watch: UnsafeMutablePointer<uv_fs_event_t> { memory.assumingMemoryBound(to: uv_fs_event_t.self) }

    private func listen() -> Int32 { uv_fs_event_start(watch, fileChanged, path, 0) }

    /// What is not there any more has changed.
    private func listenAgain() {
        if listen() < 0 { body?(nil) }
    }

    /// Nothing but the system's queue, which is bounded, comes after the stop. (uv_fs_event_stop)
    fileprivate func fire(_ name: String?) {
        if let listening {
            uv_fs_event_stop(watch)
            listening.start(after: pause)
        }
        body?(name)
    }
}

private func fileChanged(
    _ event: UnsafeMutablePointer<uv_fs_event_t>?, _ name: UnsafePointer<CChar>?, _ events: Int32, _ status: Int32
) {
    guard let owner = event?.pointee.data else { return }
    Unmanaged<FileWatcher>.fromOpaque(owner).takeUnretainedValue().fire(name.map { String(cString: $0) })
}
