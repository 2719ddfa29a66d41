import Glibc
import Launch

/// Processes of features whose host was killed: ended before the next host starts any.
///
/// Ours is who belongs to a session of the ledger, leader or not, and who carries this home's mark in its environment.
/// A pid that was given to somebody else meanwhile is known by its start time.
enum LeftOvers {
    /// Kills until none is left, for two seconds at most; returns how many were killed. Only for the holder of the home's lock.
    static func kill(home: String, ledger: String) -> Int {
        let leaders = ProcessLedger.read(ledger)
        var killed: Set<Int32> = []
        for _ in 0..<200 {
            let found = ProcessEntry.all().filter { !$0.isZombie && isOurs($0, home, leaders) }
            if found.isEmpty { break }
            for process in found where Glibc.kill(process.pid, SIGKILL) == 0 { killed.insert(process.pid) }
            usleep(10_000)
        }
        unlink(ledger)
        return killed.count
    }

    static func isOurs(_ process: ProcessEntry, _ home: String, _ leaders: [ProcessLedger.Leader]) -> Bool {
        guard process.pid != getpid(), process.pid > 1 else { return false }
        let isOfSession = leaders.contains { leader in
            (process.session == leader.pid || process.group == leader.pid)
                && (process.pid == leader.pid ? process.startTime == leader.startTime : isMember(process, of: leader))
        }
        return isOfSession || LifeMark(environ: process.environment)?.home == home
    }

    /// The leader's number is not given away while its session lives: a leader of another start time means another session.
    private static func isMember(_ process: ProcessEntry, of leader: ProcessLedger.Leader) -> Bool {
        guard process.startTime >= leader.startTime else { return false }
        guard let current = ProcessEntry(pid: leader.pid) else { return true }
        return current.startTime == leader.startTime
    }
}
