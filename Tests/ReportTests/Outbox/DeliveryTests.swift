import PluginKit
import Testing

@testable import Report

@Suite struct DeliveryTests {
    private func delivery(of last: Int64 = 3) -> Delivery {
        var delivery = Delivery()
        _ = delivery.handle(.stream(first: 1, last: last), at: 0, random: 0.5)
        return delivery
    }

    private func handle(_ delivery: inout Delivery, _ event: Delivery.Event, at now: Double = 0) -> [Delivery.Action] {
        delivery.handle(event, at: now, random: 0.5)
    }

    @Test func `entries go out in order, one at a time, each written down when it is delivered`() {
        var delivery = Delivery()
        #expect(handle(&delivery, .stream(first: 1, last: 2)) == [.send(1)] && delivery.waiting == 2)
        #expect(handle(&delivery, .stream(first: 1, last: 3)) == [])
        #expect(handle(&delivery, .ended(1, .delivered)) == [.save, .send(2)])
        #expect(handle(&delivery, .ended(2, .delivered)) == [.save, .send(3)])
        #expect(handle(&delivery, .ended(3, .delivered)) == [.save])
        #expect(delivery.waiting == 0 && delivery.next == nil && delivery.delivered == 3)
    }

    @Test func `a failure is tried again, later each time, and a success forgets it`() {
        var (delivery, now) = (delivery(), 0.0)
        for wait in [5.0, 10, 20, 40] {
            #expect(handle(&delivery, .ended(1, .failed("no route", retryAfter: nil)), at: now) == [])
            #expect(delivery.next == now + wait && delivery.problem == "no route")
            #expect(handle(&delivery, .time, at: now + wait - 1) == [])
            now += wait
            #expect(handle(&delivery, .time, at: now) == [.send(1)])
        }
        #expect(handle(&delivery, .ended(1, .delivered), at: now) == [.save, .send(2)])
        #expect(delivery.failures == 0 && delivery.problem == nil)
    }

    @Test func `weeks offline drop nothing and never stop it`() {
        var (delivery, now, attempts) = (delivery(), 0.0, 0)
        while now < 30 * 86_400 {
            _ = handle(&delivery, .ended(1, .failed("no route", retryAfter: nil)), at: now)
            guard let next = delivery.next else { return #expect(Bool(false), "it has stopped") }
            now = next
            attempts += 1
            #expect(handle(&delivery, .time, at: now) == [.send(1)])
        }
        #expect(delivery.done == 0 && delivery.dropped == 0)
        #expect((700...760).contains(attempts), "once an hour in the end: \(attempts)")
    }

    @Test func `a receiver that stalls is given up, and what it says later is nothing`() {
        var delivery = delivery()
        #expect(handle(&delivery, .time, at: 29) == [])
        #expect(handle(&delivery, .time, at: 30) == [.abandon] && delivery.next == 35)
        #expect(handle(&delivery, .ended(1, .delivered), at: 31) == [] && delivery.done == 0)
    }

    @Test func `a receiver may slow it down, not silence it`() {
        var delivery = delivery()
        _ = handle(&delivery, .ended(1, .failed("status 429", retryAfter: 60)))
        #expect(delivery.next == 60)
        _ = handle(&delivery, .time, at: 60)
        _ = handle(&delivery, .ended(1, .failed("status 429", retryAfter: 1e12)), at: 60)
        #expect(delivery.next == 7260)
    }

    @Test func `an entry that is refused for good is counted and told, and the next one goes out`() {
        var delivery = delivery()
        #expect(handle(&delivery, .ended(1, .refused("status 422"))) == [.tellDropped(from: 1, count: 1, "status 422"), .save, .send(2)])
        #expect(delivery.dropped == 1)
    }

    @Test func `what is not for this sink is passed over without a write, and counts as nothing`() {
        var delivery = delivery()
        #expect(handle(&delivery, .ended(1, .skipped)) == [.send(2)] && delivery.done == 1)
        #expect(handle(&delivery, .ended(2, .delivered)) == [.save, .send(3)] && delivery.delivered == 1)
        #expect(handle(&delivery, .ended(3, .skipped)) == [] && delivery.waiting == 0 && delivery.next == nil)
    }

    @Test func `what the stream had to let go is counted and told`() {
        var delivery = delivery()
        let words = "they were too many to be kept until it could be reached"
        #expect(
            handle(&delivery, .stream(first: 11, last: 20)) == [.abandon, .tellDropped(from: 1, count: 10, words), .save, .send(11)])
        #expect(delivery.dropped == 10 && delivery.waiting == 10)
    }

    @Test func `a stream that begins anew is followed from its start`() {
        var delivery = Delivery(done: 500)
        #expect(handle(&delivery, .stream(first: 1, last: 2)) == [.send(1)])
    }

    @Test func `an empty stream is nothing to do`() {
        var delivery = Delivery(done: 5)
        #expect(handle(&delivery, .stream(first: 6, last: 5)) == [] && delivery.waiting == 0)
    }

    @Test func `answers to other entries are nothing`() {
        var delivery = delivery()
        let before = delivery
        for attempt in [Delivery.Attempt.delivered, .skipped, .refused("x"), .failed("x", retryAfter: nil)] {
            #expect(handle(&delivery, .ended(2, attempt)) == [] && delivery == before)
        }
    }

    @Test func `a record is where it goes on, under the same numbers`() {
        var delivery = delivery()
        _ = handle(&delivery, .ended(1, .delivered))
        var again = Delivery(delivery.record)
        #expect(handle(&again, .stream(first: 1, last: 3)) == [.send(2)] && again.delivered == 1)
        var newer = delivery.record
        newer.version = 2
        #expect(Delivery(newer) == Delivery() && Delivery(nil) == Delivery())
    }

    /// Whatever comes in whatever order: it sends in order, never two at once, and while something waits, it has a next moment.
    @Test func `no sequence of events makes it stuck, skip or repeat what was delivered`() {
        var random: UInt64 = 42
        func roll(_ bound: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % bound
        }
        var (delivery, now, last, passed) = (Delivery(), 0.0, Int64(0), Int64(0))
        for _ in 0..<20_000 {
            now += Double(roll(20))
            let entry = delivery.done + 1 - Int64(roll(2))
            let events: [Delivery.Event] = [
                .stream(first: 1, last: last + Int64(roll(3))), .time, .ended(entry, .delivered), .ended(entry, .refused("no")),
                .ended(entry, .failed("no", retryAfter: nil)),
            ]
            let event = events[Int(roll(5))]
            if case .stream(_, let end) = event { last = end }
            let actions = delivery.handle(event, at: now, random: Double(roll(100)) / 100)
            #expect(delivery.done == passed || delivery.done == passed + 1)
            if delivery.done > passed { #expect(actions.contains(.save)) }
            passed = delivery.done
            let sent = actions.compactMap { if case .send(let entry) = $0 { entry } else { nil } }
            #expect(sent.count <= 1 && sent.allSatisfy { $0 == passed + 1 })
            #expect(delivery.waiting == 0 || delivery.next != nil)
        }
        #expect(passed > 1000)
    }
}
