import CLibuv
import Glibc

/// A child process, from its exec to its end.
///
/// The loop keeps it alive until it has ended, so that every end is told and no zombie is left. (uv_process_t, or uv_poll_t of a pidfd)
public final class Child: Handle {
    public enum Exit: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    public let pid: Int32
    /// Our ends of its pipes, by the descriptor they have in the child. What it wrote may be read after its end is told:
    /// keep the child, or these, until `.end`.
    public let pipes: [Int: Stream]
    private let hasOwnSession: Bool
    /// Its pidfd, -1 where libuv watches it by itself.
    private var process: Int32
    private var hasEnded = false
    private var exit: ((Exit) -> Void)?

    /// `spawned` is libuv's handle, running.
    init(
        _ spawned: UnsafeMutableRawPointer, pid: Int32, pipes: [Int: Stream], hasOwnSession: Bool, process: Int32 = -1, on loop: Loop,
        exit: @escaping (Exit) -> Void
    ) {
        self.pid = pid
        self.pipes = pipes
        self.hasOwnSession = hasOwnSession
        self.process = process
        self.exit = exit
        super.init(spawned, on: loop)
        loop.children[pid] = self
    }

    deinit { close() }

    /// The process itself is left alone; it is our zombie once it ends, and ``OrphanReaper``'s to reap.
    override func release() {
        exit = nil
        loop.children[pid] = nil
        if process >= 0 { Glibc.close(process) }
        process = -1
    }

    /// False if it has ended or may not be signalled. (uv_process_kill)
    @discardableResult
    public func kill(_ signal: Int32) -> Bool { !hasEnded && Glibc.kill(pid, signal) == 0 }

    /// Signals all processes of its own session's first group, also after its own end; false if there are none. (kill)
    @discardableResult
    public func killGroup(_ signal: Int32) -> Bool { hasOwnSession && Glibc.kill(-pid, signal) == 0 }

    func ended(_ end: Exit) {
        hasEnded = true
        let tell = exit
        close()
        tell?(end)
    }
}
