import CLibuv
import Glibc

/// Makes this process the parent of its descendants' orphans and reaps them when they end.
///
/// It only peeks at who has ended, and leaves every ``Child`` of its loop to libuv: at most one per process, on the loop that has
/// the children. Does not keep the loop running. (PR_SET_CHILD_SUBREAPER, waitid with WNOWAIT)
public final class OrphanReaper {
    private let loop: Loop
    private let reaped: (Int32) -> Void
    private var watcher: SignalWatcher?
    private var again: Timer?

    public init(on loop: Loop, _ reaped: @escaping (Int32) -> Void) throws(UVError) {
        self.loop = loop
        self.reaped = reaped
        try check(roost_become_subreaper())
        watcher = try SignalWatcher(SIGCHLD, on: loop) { [unowned self] in reap() }
        again = Timer(on: loop) { [unowned self] in reap() }
        watcher?.keepsLoopRunning = false
        again?.keepsLoopRunning = false
        again?.start(after: 0)
    }

    public func close() {
        watcher?.close()
        again?.close()
    }

    /// A child that libuv has not come round to reaping yet hides who ended after it: look again a little later.
    private func reap() {
        while let pid = nextEnded() {
            guard loop.children[pid] == nil else {
                again?.start(after: 2)
                return
            }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return }
            reaped(pid)
        }
    }

    private func nextEnded() -> Int32? {
        var ended = siginfo_t()
        guard waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 else { return nil }
        let pid = ended._sifields._sigchld.si_pid
        return pid == 0 ? nil : pid
    }
}
