import Glibc
import Synchronization

/// Runs the jobs of an actor on the loop's thread pool, one at a time and in order: for work that blocks.
///
/// Made on the loop's thread, given jobs from any, and there as long as the loop is.
/// Jobs that come after the loop was closed never run. (uv_queue_work)
public final class WorkLane: SerialExecutor {
    nonisolated(unsafe) private let loop: Loop
    nonisolated(unsafe) private var wake: Wake?
    private let loopThread = pthread_self()
    private let queue = Mutex(Queue())

    private struct Queue {
        var jobs: [UnownedJob] = []
        /// A thread of the pool has been asked for, or is at work.
        var isServed = false
        /// Nil once the loop is closed.
        var wake: Wake.Signal?
    }

    public init(on loop: Loop) {
        self.loop = loop
        // uv_async_init fails only where the loop itself could not be made.
        let wake = try! Wake(on: loop) { self.serve() }
        // Other threads may be about to send it. This also lets go of the lane, which its last user's thread must not.
        wake.released = { self.queue.withLock { $0.wake = nil } }
        wake.keepsLoopRunning = false
        self.wake = wake
        queue.withLock { $0.wake = wake.signal }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isOnLoop = pthread_equal(pthread_self(), loopThread) != 0
        let isToServe = queue.withLock { queue in
            queue.jobs.append(job)
            guard !queue.isServed, queue.wake != nil else { return false }
            queue.isServed = true
            if !isOnLoop { queue.wake?.send() }
            return isOnLoop
        }
        if isToServe { serve() }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    private func serve() {
        loop.offload({ self.drain() }, then: {})
    }

    private func drain() {
        while let jobs = take() {
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    /// Nil, and the thread is given back, when there is nothing more to do.
    private func take() -> [UnownedJob]? {
        queue.withLock { queue in
            guard !queue.jobs.isEmpty else {
                queue.isServed = false
                return nil
            }
            defer { queue.jobs = [] }
            return queue.jobs
        }
    }
}
