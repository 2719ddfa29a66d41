import EventLoop
import Glibc
import Launch

/// Processes of features whose host was killed: ended before the next host starts any.
///
/// Ours is who belongs to a session of the ledger, leader or not, and who carries this home's mark in its environment.
/// A pid that was given to somebody else meanwhile is known by its start time.
enum LeftOvers {
    /// Kills until none is left, for two seconds at most: the guard hears nothing meanwhile, and a process that waits for a slow disk
    /// dies only afterwards. Returns how many were killed. Only for the holder of the home's lock.
    static func kill(home: String, ledger: String) -> Int {
        let leaders = ProcessLedger.read(ledger)
        var killed: Set<Int32> = []
        let latest = BootTime.now() + 2_000
        repeat {
            let found = ProcessEntry.all().filter { !$0.isZombie && isOurs($0, home, leaders) }
            if found.isEmpty { break }
            for process in found where Glibc.kill(process.pid, SIGKILL) == 0 { killed.insert(process.pid) }
            usleep(10_000)
        } while BootTime.now() < latest
        unlink(ledger)
        return killed.count
    }

    static func isOurs(_ process: ProcessEntry, _ home: String, _ leaders: [ProcessLedger.Leader]) -> Bool {
        guard process.pid != getpid(), process.pid > 1 else { return false }
        return leaders.contains { $0.leads(process, look: ProcessEntry.init(pid:)) }
            || LifeMark(environ: process.environment)?.home == home
    }
}
