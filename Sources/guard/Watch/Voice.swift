import Glibc

/// Says on stderr what the guard does, a line each. It never waits: what nobody takes is counted, and that is said later.
final class Voice {
    private var lost = 0

    func say(_ words: String) {
        guard canWrite else {
            lost += 1
            return
        }
        if lost > 0, write("\(lost) lines before this one could not be written") { lost = 0 }
        if !write(words) { lost += 1 }
    }

    /// A pipe that poll(2) calls writable takes a line of up to 4096 bytes whole.
    private func write(_ words: String) -> Bool {
        let line = Array("roost-guard: \(words)".utf8.prefix(4000)) + [0x0A]
        return Glibc.write(STDERR_FILENO, line, line.count) == line.count
    }

    private var canWrite: Bool {
        var interest = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&interest, 1, 0) == 1 && interest.revents & Int16(POLLOUT) != 0
    }
}
