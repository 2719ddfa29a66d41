import Glibc
import Synchronization

/// Runs the jobs of an actor on a loop's thread, so that plain async code and loop callbacks never run at once.
///
/// Made and run on the loop's thread. Jobs from that thread wait for the turn's end; jobs from other threads wake the loop.
public final class LoopExecutor: SerialExecutor {
    nonisolated(unsafe) private let ownLoop: Loop
    nonisolated(unsafe) private var due: [UnownedJob] = []
    nonisolated(unsafe) private var isScheduled = false
    nonisolated(unsafe) private var wake: Wake?
    private let thread = pthread_self()
    private let inbox = Mutex(Inbox())
    /// Bounds a turn's jobs, so that jobs that make jobs do not keep the loop from its I/O.
    private static let jobsPerTurn = 1024

    /// Jobs of other threads, and how to wake the loop for them; nil once the executor is closed.
    private struct Inbox {
        var jobs: [UnownedJob] = []
        var wake: Wake.Signal?
    }

    public init(_ loop: Loop = Loop()) {
        ownLoop = loop
        // uv_async_init fails only where the loop itself could not be made.
        let wake = try! Wake(on: loop) { [unowned self] in collect() }
        self.wake = wake
        inbox.withLock { $0.wake = wake.signal }
    }

    /// Only to be touched on its thread.
    public var loop: Loop {
        checkIsolated()
        return ownLoop
    }

    /// Runs the loop on the calling thread until ``Loop/stop()``: an executor that waits for jobs never runs out of reasons to.
    public func run() { loop.run() }

    /// Closes the loop; jobs that come later never run.
    public func close() {
        inbox.withLock { $0.wake = nil }
        loop.close()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard isOnThread else { return post(job) }
        due.append(job)
        schedule()
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(complexEquality: self) }

    public func isSameExclusiveExecutionContext(other: LoopExecutor) -> Bool { self === other }

    /// Whatever runs on the loop's thread is called by the loop, and so is alone.
    public func checkIsolated() { precondition(isOnThread, "not on the loop's thread") }

    public func isIsolatingCurrentContext() -> Bool? { isOnThread }

    private func post(_ job: UnownedJob) {
        inbox.withLock {
            $0.jobs.append(job)
            $0.wake?.send()
        }
    }

    private func collect() {
        inbox.withLock {
            due.append(contentsOf: $0.jobs)
            $0.jobs.removeAll(keepingCapacity: true)
        }
        schedule()
    }

    private func schedule() {
        guard !isScheduled, !due.isEmpty else { return }
        isScheduled = true
        ownLoop.atTurnEnd { [unowned self] in runDue() }
    }

    /// Jobs that jobs make run in the same turn: a hop within the loop costs no wait.
    private func runDue() {
        var next = 0
        while next < due.count, next < Self.jobsPerTurn {
            due[next].runSynchronously(on: asUnownedSerialExecutor())
            next += 1
        }
        due.removeFirst(next)
        isScheduled = false
        schedule()
    }

    private var isOnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }
}
