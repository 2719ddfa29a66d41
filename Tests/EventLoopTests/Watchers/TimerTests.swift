import EventLoop
import Testing

@Suite struct TimerTests {
    let loop = Loop.forTest()
    let order = Box<[String]>([])

    private func timer(_ name: String) -> Timer { Timer(on: loop) { [order] in order.value.append(name) } }

    @Test func `timers fire in the order of their times, those of one time in the order of their starts`() {
        let timers = (timer("late"), timer("first"), timer("second"))
        timers.0.start(after: 30)
        timers.1.start(after: 5)
        timers.2.start(after: 5)
        loop.run(within: 10_000)
        #expect(order.value == ["first", "second", "late"])
    }

    @Test func `a timer waits from its start, however long ago the loop's turn began`() {
        let timer = timer("fired")
        let begin = BootTime.now()
        while BootTime.now() - begin < 30 {}
        let start = BootTime.now()
        timer.start(after: 20)
        loop.run(within: 10_000)
        #expect(BootTime.now() - start >= 19)
        #expect(order.value == ["fired"])
    }

    @Test func `a stopped timer does not fire and a repeating one does until it is stopped`() {
        let never = timer("never")
        never.start(after: 1)
        never.stop()
        #expect(!never.isActive)
        let count = Box(0)
        let again = Box<Timer?>(nil)
        again.value = Timer(on: loop) {
            count.value += 1
            if count.value == 3 { again.value?.stop() }
        }
        again.value?.start(after: 1, repeating: 1)
        #expect(again.value?.isActive == true)
        loop.run(within: 10_000)
        #expect(count.value == 3)
        #expect(order.value.isEmpty)
        again.value = nil
    }

    @Test func `a timer may close and drop itself from its own body`() {
        let own = Box<Timer?>(nil)
        own.value = Timer(on: loop) { [order] in
            own.value?.close()
            own.value = nil
            order.value.append("fired")
        }
        own.value?.start(after: 1, repeating: 1)
        loop.run(within: 10_000)
        #expect(order.value == ["fired"])
    }

    @Test func `a timer that starts itself anew at once leaves room for others`() throws {
        let again = Box<Timer?>(nil)
        again.value = Timer(on: loop) { again.value?.start(after: 0) }
        again.value?.start(after: 0)
        loop.offload({ 1 }, then: { [loop] _ in loop.stop() })
        loop.run(within: 10_000)
        again.value = nil
    }

    @Test func `starting again replaces the first start`() {
        let timer = timer("fired")
        timer.start(after: 1)
        timer.start(after: 10)
        loop.run(within: 10_000)
        #expect(order.value == ["fired"])
    }
}
