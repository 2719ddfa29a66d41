import Files
import Glibc

/// SQLite's exclusive lock on a database, held for as long as this lives.
///
/// Of a database with a log nobody else even has it open then; of another, nobody is at work on it, and who has it open all the same
/// is told by SQLite at the next write that the file was moved away. Taken without SQLite: it is a range of bytes that nobody reads.
final class DatabaseLock {
    // F_OFD_GETLK and F_OFD_SETLK, which Swift cannot import. They belong to the open file: SQLite's own, of any process, contradict them.
    private static let (ask, take): (Int32, Int32) = (36, 37)

    private let file: Int32

    /// (fcntl with F_OFD_SETLK)
    init(_ place: Place) throws(OperationFailure) {
        let opened = openat(place.folder.descriptor, place.name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard opened >= 0 else { throw .last("open", place.shown) }
        var range = Self.range
        guard fcntl(opened, Self.take, &range) == 0 else {
            let failure = Self.failure(code: errno, opened, place)
            close(opened)
            throw failure
        }
        file = opened
    }

    private static func failure(code: Int32, _ file: Int32, _ place: Place) -> OperationFailure {
        guard code == EAGAIN || code == EACCES else { return .system(code: code, doing: "lock", name: place.shown) }
        return .conflict("\(place.shown) is open in \(holder(of: file)); stop that and advance again")
    }

    deinit { close(file) }

    /// Pending, reserved and shared: SQLite's file format, 1.4.
    private static var range: flock {
        var range = flock()
        (range.l_type, range.l_whence, range.l_start, range.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 0x4000_0000, 512)
        return range
    }

    /// Linux does not know the process that holds a lock as this one does.
    private static func holder(of file: Int32) -> String {
        var range = range
        guard fcntl(file, ask, &range) == 0, range.l_type != Int16(F_UNLCK), range.l_pid > 0 else { return "another process" }
        return "process \(range.l_pid)"
    }
}
