import Glibc
import Support

/// How often a file was opened for reading and closed again, by anybody. (inotify)
final class OpenCounter {
    private let queue: Int32
    private var count = 0

    init(_ path: String) throws {
        queue = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard queue >= 0 else { throw SystemError("inotify_init1") }
        // Two kinds by turns: the same event twice in a row would be told once.
        guard inotify_add_watch(queue, path, UInt32(IN_OPEN | IN_CLOSE_NOWRITE)) >= 0 else { throw SystemError("inotify_add_watch") }
    }

    deinit { close(queue) }

    /// So far.
    var value: Int {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while case let length = read(queue, &bytes, bytes.count), length > 0 {
            // An event of a file has no name behind it.
            let size = MemoryLayout<inotify_event>.size
            for start in stride(from: 0, to: length, by: size) {
                let event = bytes[start...].withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
                if event.mask & UInt32(IN_CLOSE_NOWRITE) != 0 { count += 1 }
            }
        }
        return count
    }
}
