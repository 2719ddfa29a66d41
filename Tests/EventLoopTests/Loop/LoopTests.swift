import EventLoop
import Glibc
import Synchronization
import Testing

@Suite struct LoopTests {
    @Test func `a loop with nothing to wait for ends its run`() {
        Loop.forTest().run(within: 100)
    }

    @Test func `stop ends the run and the loop can run again`() {
        let loop = Loop.forTest()
        let turns = Box(0)
        let timer = Timer(on: loop) {
            turns.value += 1
            loop.stop()
        }
        timer.start(after: 1, repeating: 1)
        loop.run(within: 10_000)
        #expect(turns.value == 1)
        loop.run(within: 10_000)
        #expect(turns.value == 2)
        timer.close()
        loop.close()
    }

    @Test func `offloaded work is done on another thread and told on the loop's`() {
        let loop = Loop.forTest()
        let home = pthread_self()
        let result = Box<(worker: pthread_t, teller: pthread_t)?>(nil)
        loop.offload({ pthread_self() }, then: { result.value = ($0, pthread_self()) })
        loop.run(within: 10_000)
        #expect(result.value?.teller == home)
        #expect(result.value?.worker != home)
    }

    @Test func `closing a loop waits for offloaded work but does not tell of it`() {
        let loop = Loop.forTest()
        let work = SlowWork()
        loop.offload({ work.perform() }, then: { Issue.record("told after close") })
        work.awaitBegin()
        loop.close()
        #expect(work.isDone)
    }

    @Test func `handles are closed in the order of their making`() {
        let loop = Loop.forTest()
        let order = Box<[Int]>([])
        let timers = (0..<4).map { _ in Timer(on: loop) {} }
        for (number, timer) in timers.enumerated() { timer.close { order.value.append(number) } }
        loop.close()
        #expect(order.value.sorted() == [0, 1, 2, 3])
    }
}

extension OwnProcessTests {
    @Test func `closing with everything still open leaks no descriptor and no object`() async {
        await #expect(processExitsWith: .success) {
            try Everything.warmUp()
            let before = Everything.descriptors()
            weak var loop: Loop?
            weak var stream: Stream?
            try {
                let everything = try Everything()
                (loop, stream) = (everything.loop, everything.stream)
                everything.runABit()
                everything.loop.close()
                #expect(everything.stream.isClosed)
            }()
            #expect(loop == nil)
            #expect(stream == nil)
            #expect(Everything.descriptors() == before)
        }
    }

    @Test func `objects let go of close their handles`() async {
        await #expect(processExitsWith: .success) {
            try Everything.warmUp()
            let before = Everything.descriptors()
            for _ in 0..<3 { try Everything().runABit() }
            #expect(Everything.descriptors() == before)
        }
    }
}

private final class SlowWork: Sendable {
    private let hasBegun = Atomic(false)
    private let hasEnded = Atomic(false)

    var isDone: Bool { hasEnded.load(ordering: .acquiring) }

    func perform() {
        hasBegun.store(true, ordering: .releasing)
        usleep(20_000)
        hasEnded.store(true, ordering: .releasing)
    }

    func awaitBegin() {
        while !hasBegun.load(ordering: .acquiring) { sched_yield() }
    }
}
