import Launch

extension ProcessLedger {
    /// The process a feature was started as, which leads a session of its own.
    struct Leader: Hashable, Sendable {
        let id: String
        let pid: Int32
        let startTime: UInt64

        /// Whether a process is of its session or group. Its number is not given away while one of them lives: where that number
        /// is another process's now, session and group are that one's too.
        func leads(_ process: ProcessEntry, look: (Int32) -> ProcessEntry?) -> Bool {
            guard process.session == pid || process.group == pid, process.startTime >= startTime else { return false }
            return look(pid).map { $0.startTime == startTime } ?? true
        }

        var lives: Bool { ProcessEntry(pid: pid)?.startTime == startTime }
    }
}
