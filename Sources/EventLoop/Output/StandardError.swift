import Glibc

/// Standard error, written without ever waiting: a log that nobody reads must not stop the loop. What does not go is
/// lost, counted, and said with the next line that goes. (write, poll)
public enum StandardError {
    /// A pipe that has room takes so many bytes at once (POSIX).
    private static let atomicSize = 4096
    /// Of the loop's thread only.
    nonisolated(unsafe) private static var lost = 0

    public static func write(_ line: String) {
        guard hasRoom else { return noteLoss() }
        let missed = lost
        lost = 0
        if missed > 0 { put(Array("\(missed) lines of the log were lost: nobody read it\n".utf8)) }
        put(Array(line.utf8))
    }

    private static func put(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, hasRoom {
            let part = rest.prefix(atomicSize)
            guard part.withUnsafeBytes({ Glibc.write(2, $0.baseAddress, $0.count) }) == part.count else { return noteLoss() }
            rest = rest.dropFirst(part.count)
        }
        if !rest.isEmpty { noteLoss() }
    }

    private static func noteLoss() { lost += 1 }

    /// C function: `poll`. The descriptor stays blocking: it is shared with whoever started the host.
    private static var hasRoom: Bool {
        var descriptor = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, 0) == 1 && descriptor.revents & Int16(POLLOUT) != 0
    }
}
