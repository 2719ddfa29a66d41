import Glibc

/// Standard error, written without ever waiting: a log that nobody reads must not stop the loop. What does not go is
/// lost, counted, and said with the next line that goes. (write, poll)
public enum StandardError {
    /// A pipe that has room takes so many bytes at once, whole and with nobody else's between them (POSIX's PIPE_BUF).
    public static let longestLine = 4096
    /// Of the loop's thread only.
    nonisolated(unsafe) private static var lost = 0

    /// `line` has its line feed, and at most `longestLine` bytes; `loss` makes the line that tells of lost ones.
    public static func write(_ line: String, loss: (_ lines: Int) -> String) {
        if lost > 0, put(loss(lost)) { lost = 0 }
        if lost > 0 || !put(line) { lost += 1 }
    }

    /// False if it did not go.
    private static func put(_ line: String) -> Bool {
        precondition(line.utf8.count <= longestLine, "a line that may be cut")
        guard hasRoom else { return false }
        let bytes = Array(line.utf8)
        return bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) } == bytes.count
    }

    /// C function: `poll`. The descriptor stays blocking: it is shared with whoever started the host.
    private static var hasRoom: Bool {
        var descriptor = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, 0) == 1 && descriptor.revents & Int16(POLLOUT) != 0
    }
}
