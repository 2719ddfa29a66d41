import EventLoop
import Testing

@Suite struct TurnEndTests {
    let loop = Loop.forTest()
    let order = Box<[String]>([])

    @Test func `a body scheduled before the run is called once and the run ends`() {
        loop.atTurnEnd { [order] in order.value.append("body") }
        loop.run(within: 10_000)
        loop.run(within: 10_000)
        #expect(order.value == ["body"])
    }

    @Test func `bodies run in the order of their scheduling`() {
        for number in 0..<5 { loop.atTurnEnd { [order] in order.value.append("\(number)") } }
        loop.run(within: 10_000)
        #expect(order.value == ["0", "1", "2", "3", "4"])
    }

    @Test func `a loop that looks on for an answer hears it, and ends when there is nothing to wait for`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.read { [order, unowned stream] event in
            order.value.append(event.text)
            stream.close()
        }
        for _ in 0..<2 { loop.expectAnswer() }
        peer.send("answer")
        loop.run(within: 10_000)
        for _ in 0..<2 { loop.expectAnswer() }
        loop.run(within: 10_000)
        #expect(order.value == ["answer"])
    }

    @Test func `a body scheduled from a timer runs before the loop waits for I/O`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        stream.read { [order, unowned stream] event in
            order.value.append(event.text)
            stream.close()
        }
        let timer = Timer(on: loop) { [order, loop] in
            peer.send("read")
            loop.atTurnEnd { order.value.append("body") }
        }
        timer.start(after: 1)
        loop.run(within: 10_000)
        #expect(order.value == ["body", "read"])
    }

    @Test func `a body scheduled from a read runs after all reads of the turn`() throws {
        let (first, one) = try Peer.pair(on: loop)
        let (second, two) = try Peer.pair(on: loop)
        for (name, stream) in [("first", first), ("second", second)] {
            stream.read { [order, loop, unowned stream] _ in
                order.value.append(name)
                loop.atTurnEnd { order.value.append("end of \(name)") }
                stream.pauseReading()
            }
        }
        one.send("a")
        two.send("b")
        loop.run(within: 10_000)
        #expect(order.value.prefix(2).allSatisfy { !$0.hasPrefix("end") })
        #expect(Set(order.value.suffix(2)) == ["end of first", "end of second"])
    }

    @Test func `a body scheduled from within a body follows without a wait, a chain of them does not starve the loop`() {
        let timer = Timer(on: loop) { [loop] in loop.stop() }
        timer.start(after: 30)
        let count = Box(0)
        func again() {
            count.value += 1
            loop.atTurnEnd(again)
        }
        loop.atTurnEnd(again)
        loop.run(within: 10_000)
        #expect(count.value > 50, "the chain waited in between: \(count.value)")
        loop.close()
    }

    @Test func `a body scheduled from a close's then is run`() {
        let timer = Timer(on: loop) {}
        timer.close { [loop, order] in loop.atTurnEnd { order.value.append("body") } }
        loop.run(within: 10_000)
        #expect(order.value == ["body"])
    }

    @Test func `what is scheduled on a closed loop is never called`() {
        loop.atTurnEnd { Issue.record("called") }
        loop.close()
        loop.atTurnEnd { Issue.record("called") }
    }
}
