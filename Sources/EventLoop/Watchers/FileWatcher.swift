import CLibuv

/// Calls its body when a file, or an entry of a folder, changes; with the entry's name where the system tells it.
///
/// Not recursive, and many calls may stand for one change. (uv_fs_event_t)
public final class FileWatcher: Handle {
    private var body: ((String?) -> Void)?

    public init(_ path: String, on loop: Loop, _ body: @escaping (String?) -> Void) throws(UVError) {
        self.body = body
        try super.init(UV_FS_EVENT, on: loop) { uv_fs_event_init(loop.raw, $0.assumingMemoryBound(to: uv_fs_event_t.self)) }
        try check(uv_fs_event_start(memory.assumingMemoryBound(to: uv_fs_event_t.self), fileChanged, path, 0))
    }

    deinit { close() }

    override func release() { body = nil }

    fileprivate func fire(_ name: String?) { body?(name) }
}

private func fileChanged(
    _ event: UnsafeMutablePointer<uv_fs_event_t>?, _ name: UnsafePointer<CChar>?, _ events: Int32, _ status: Int32
) {
    guard let owner = event?.pointee.data else { return }
    Unmanaged<FileWatcher>.fromOpaque(owner).takeUnretainedValue().fire(name.map { String(cString: $0) })
}
