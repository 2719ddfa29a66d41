import EventLoop
import Foundation
import Glibc
import Testing

/// Lives on a loop's thread.
private actor Resident {
    nonisolated let executor: LoopExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    let home: pthread_t
    var notes: [String] = []

    init(on executor: LoopExecutor, home: pthread_t) {
        self.executor = executor
        self.home = home
    }

    var isHome: Bool { pthread_self() == home }

    func note(_ text: String) { notes.append(isHome ? text : "\(text) away") }

    func beginEndless() -> Task<Void, Never> { Task { await yieldForever() } }

    func stop(after task: Task<Void, Never>) {
        Task {
            await task.value
            stop()
        }
    }

    /// Awaits of all kinds, with a look at the thread after each.
    func wander() async {
        note("begin")
        await Task.yield()
        note("yielded")
        await elsewhere()
        note("back")
        await withCheckedContinuation { continuation in
            let timer = EventLoop.Timer(on: executor.loop) {}
            timer.start(after: 1)
            timer.close { continuation.resume() }
        }
        note("called back")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { await elsewhere() } }
        }
        note("gathered")
    }

    func yieldForever() async {
        while !Task.isCancelled { await Task.yield() }
        note("end of endless")
    }

    func stop() { executor.loop.stop() }
}

@concurrent private func elsewhere() async { usleep(1000) }

/// Each on a thread of its own: a loop on a thread of Swift's pool would keep the other side of these tests from running.
@Suite struct LoopExecutorTests {
    @Test func `plain async code is on the loop's thread after each await`() async {
        let notes = await notes { await $0.wander() }
        #expect(notes == ["begin", "yielded", "back", "called back", "gathered"])
    }

    @Test func `hops from many threads all arrive, each on the loop's thread`() async {
        let notes = await notes { resident in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 { group.addTask { await resident.note("\(number)") } }
            }
        }
        #expect(Set(notes) == Set((0..<200).map(String.init)))
    }

    @Test func `a loop's callback may assume the actor's isolation`() async {
        let notes = await onThread { executor, resident in
            let timer = EventLoop.Timer(on: executor.loop) {
                resident.assumeIsolated { $0.note("in a callback") }
                executor.loop.stop()
            }
            timer.start(after: 1)
            executor.loop.run(within: 60_000)
        }
        #expect(notes == ["in a callback"])
    }

    @Test func `jobs that make jobs do not starve the loop's timers`() async {
        let notes = await onThread { executor, resident in
            let endless = resident.assumeIsolated { $0.beginEndless() }
            let timer = EventLoop.Timer(on: executor.loop) { executor.loop.stop() }
            timer.start(after: 20)
            executor.loop.run(within: 60_000)
            endless.cancel()
            resident.assumeIsolated { $0.stop(after: endless) }
            // A yield goes by way of Swift's own queue, in which every test that waits to begin comes before it.
            executor.loop.run(within: 600_000)
        }
        #expect(notes == ["end of endless"])
    }

    /// What the resident noted while `body` ran off its loop.
    private func notes(of body: @escaping @Sendable (Resident) async -> Void) async -> [String] {
        await onThread { executor, resident in
            Task {
                await body(resident)
                await resident.stop()
            }
            executor.run()
        }
    }

    private func onThread(_ body: @escaping @Sendable (LoopExecutor, Resident) -> Void) async -> [String] {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                Loop.clearSignalMask()
                let executor = LoopExecutor()
                let resident = Resident(on: executor, home: pthread_self())
                body(executor, resident)
                executor.close()
                continuation.resume(returning: resident.assumeIsolated { $0.notes })
            }
            thread.start()
        }
    }
}
