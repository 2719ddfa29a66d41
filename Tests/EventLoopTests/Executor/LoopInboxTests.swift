import EventLoop
import Foundation
import Testing

@Suite struct LoopInboxTests {
    private let loop = Loop.forTest()

    @Test func `what other threads send is taken on the loop, each one's in order`() {
        let taken = Box<[Int]>([])
        let inbox = LoopInbox<Int>(on: loop) { [loop] value in
            taken.value.append(value)
            if taken.value.count == 400 { loop.stop() }
        }
        for thread in 0..<4 { Thread { for number in 0..<100 { inbox.send(thread * 1000 + number) } }.start() }
        let keeper = EventLoop.Timer(on: loop) {}
        keeper.start(after: 60_000)
        loop.run(within: 50_000)
        for thread in 0..<4 { #expect(taken.value.filter { $0 / 1000 == thread }.map { $0 % 1000 } == Array(0..<100)) }
        inbox.close()
        keeper.close()
        loop.close()
    }

    @Test func `what is sent to a closed inbox, or to one whose loop is closed, goes nowhere`() {
        let taken = Box<[Int]>([])
        let inbox = LoopInbox<Int>(on: loop) { taken.value.append($0) }
        inbox.close()
        inbox.send(1)
        let other = LoopInbox<Int>(on: loop) { taken.value.append($0) }
        loop.close()
        other.send(2)
        #expect(taken.value.isEmpty)
    }

    @Test func `an inbox does not keep the loop running`() {
        let inbox = LoopInbox<Int>(on: loop) { _ in }
        loop.run()
        inbox.close()
        loop.close()
    }
}
