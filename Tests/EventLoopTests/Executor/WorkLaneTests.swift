import EventLoop
import Foundation
import Glibc
import Testing

/// Lives on a lane, and sees to it that it is alone there and off the loop.
private actor Worker {
    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let loopThread = pthread_self()
    private var isAtWork = false
    private(set) var notes: [String] = []

    init(on lane: any SerialExecutor) { self.lane = lane }

    /// Takes long enough to be met by another one, if that could be.
    func note(_ text: String) {
        let isWell = !isAtWork && pthread_self() != loopThread
        isAtWork = true
        usleep(50)
        isAtWork = false
        notes.append(isWell ? text : "\(text) disturbed")
    }

    func noteTwice(_ text: String) async {
        note(text)
        await Task.yield()
        note(text)
    }
}

/// Lives on the loop.
private actor Resident {
    nonisolated let executor: LoopExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private(set) var homecomings: [Bool] = []

    init(on executor: LoopExecutor) { self.executor = executor }

    func send(_ count: Int, to worker: Worker) async {
        for number in 0..<count {
            await worker.noteTwice("\(number)")
            homecomings.append(executor.isIsolatingCurrentContext() == true)
        }
    }

    func stop() { executor.loop.stop() }
}

/// Each on a thread of its own: a loop on a thread of Swift's pool would keep the other side of these tests from running.
@Suite struct WorkLaneTests {
    @Test func `jobs from many threads run off the loop, each alone`() async {
        let (notes, _) = await onThread { worker, _ in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 { group.addTask { await worker.note("\(number)") } }
            }
        }
        #expect(Set(notes) == Set((0..<200).map(String.init)))
    }

    @Test func `whoever awaits a lane from the loop comes back to the loop, in order`() async {
        let (notes, homecomings) = await onThread { worker, resident in await resident.send(50, to: worker) }
        #expect(notes == (0..<50).flatMap { ["\($0)", "\($0)"] })
        #expect(homecomings == Array(repeating: true, count: 50))
    }

    @Test func `two lanes of one loop work beside each other`() async {
        let (notes, _) = await onThread { worker, resident in
            let other = await resident.makeWorker()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask { await worker.note("\(number)") }
                    group.addTask { await other.noteTwice("\(number)") }
                }
            }
            let others = await other.notes
            await worker.note(others.count == 100 && !others.contains { $0.hasSuffix("disturbed") } ? "well" : "ill")
        }
        #expect(Set(notes) == Set((0..<50).map(String.init) + ["well"]))
    }

    @Test func `a job for a lane whose loop is closed never runs and harms nobody`() async {
        let (notes, _) = await onThread(
            { _, _ in },
            afterwards: { worker in
                Task { await worker.note("too late") }
                usleep(2000)
            })
        #expect(notes.isEmpty)
    }

    /// What the worker noted while `body` ran off the loop, and whether the resident was on its loop after each await.
    private func onThread(
        _ body: @escaping @Sendable (Worker, Resident) async -> Void, afterwards: @escaping @Sendable (Worker) -> Void = { _ in }
    ) async -> ([String], [Bool]) {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                Loop.clearSignalMask()
                let executor = LoopExecutor()
                let resident = Resident(on: executor)
                let worker = Worker(on: WorkLane(on: executor.loop))
                let box = Notes()
                Task {
                    await body(worker, resident)
                    await box.keep(await worker.notes, await resident.homecomings)
                    await resident.stop()
                }
                executor.run()
                executor.close()
                afterwards(worker)
                Task { continuation.resume(returning: await box.kept) }
            }
            thread.start()
        }
    }
}

extension Resident {
    fileprivate func makeWorker() -> Worker { Worker(on: WorkLane(on: executor.loop)) }
}

/// Outlives the loop.
private actor Notes {
    private(set) var kept: ([String], [Bool]) = ([], [])

    func keep(_ notes: [String], _ homecomings: [Bool]) { kept = (notes, homecomings) }
}
