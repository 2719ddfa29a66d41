import Glibc

/// Lets the journal hear that the child still works, a few times a second at most.
final class DatabaseSpeaker {
    /// Milliseconds.
    private static let interval: Int64 = 250
    private var spoken: Int64 = 0

    func beat() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let now = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        guard now - spoken >= Self.interval else { return }
        spoken = now
        Self.say(.beat)
    }

    /// A journal that is gone ends this process by the broken pipe.
    static func say(_ report: DatabaseReport) {
        var line = report.line
        _ = line.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
