import Glibc

/// How a child ended.
struct Ending {
    let pid: pid_t
    let status: Int32

    /// The next child that has ended, ours or, for process 1, anybody's. C function: `waitpid`.
    static func next() -> Ending? {
        var status: Int32 = 0
        let pid = waitpid(-1, &status, WNOHANG)
        return pid > 0 ? Ending(pid: pid, status: status) : nil
    }

    var words: String {
        let signal = status & 0x7F
        return signal == 0 ? "ended with status \((status >> 8) & 0xFF)" : "was killed by signal \(signal)"
    }
}
