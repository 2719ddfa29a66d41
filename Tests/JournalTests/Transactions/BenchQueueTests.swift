import Support
import Testing

@testable import Journal

/// Who gets a workbench, and who waits.
@Suite struct BenchQueueTests {
    private typealias Work = BenchQueue.Work

    private func long(_ owner: String) -> Work { Work(owner: owner, isLong: true) }
    private func short(_ owner: String) -> Work { Work(owner: owner, isLong: false) }

    @Test func `an owner has one long step under way at a time, and the others wait for it`() {
        var queue = BenchQueue(benches: 3)
        #expect(queue.enter(long("a")) == .bench(0))
        #expect(queue.enter(long("a")) == .waits(ticket: 1))
        #expect(queue.enter(long("b")) == .bench(1))
        #expect(queue.leave(0) == [BenchQueue.Admission(ticket: 1, bench: 0)])
    }

    @Test func `three owners with long steps leave a bench for what is short`() {
        var queue = BenchQueue(benches: 3)
        #expect(["a", "b", "c"].map { queue.enter(long($0)) } == [.bench(0), .bench(1), .waits(ticket: 1)])
        #expect(queue.enter(short("d")) == .bench(2))
        #expect(queue.leave(2).isEmpty)
        #expect(queue.enter(short("c")) == .bench(2))
    }

    @Test func `who has a bench gets no other that is the last`() {
        var queue = BenchQueue(benches: 3)
        #expect((0..<4).map { _ in queue.enter(short("a")) } == [.bench(0), .bench(1), .waits(ticket: 1), .waits(ticket: 2)])
        #expect(queue.enter(short("b")) == .bench(2))
        #expect(queue.leave(2).isEmpty)
        #expect(queue.leave(0) == [BenchQueue.Admission(ticket: 1, bench: 0)])
    }

    @Test func `who leaves a bench comes behind the others`() {
        var queue = BenchQueue(benches: 2)
        #expect(queue.enter(long("a")) == .bench(0))
        #expect([queue.enter(long("a")), queue.enter(long("b"))] == [.waits(ticket: 1), .waits(ticket: 2)])
        #expect(queue.leave(0) == [BenchQueue.Admission(ticket: 2, bench: 0)])
        #expect(queue.leave(0) == [BenchQueue.Admission(ticket: 1, bench: 0)])
    }

    @Test func `so many of one owner and no more wait, and the others are not kept`() {
        var queue = BenchQueue(benches: 3)
        let entries = (0...BenchQueue.maximumOfOwner).map { _ in queue.enter(long("a")) }
        #expect(entries.dropLast().allSatisfy { $0 != .full } && entries.last == .full)
        #expect(queue.enter(long("b")) == .bench(1))
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `whatever comes and goes, no bench has two, no owner two long ones, and all have their turn`(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        var queue = BenchQueue(benches: 3)
        var (benches, waiting): ([Int: Work], [Int: Work]) = ([:], [:])
        func seat(_ work: Work, _ bench: Int) {
            #expect(benches.updateValue(work, forKey: bench) == nil)
            #expect(benches.values.count { $0.isLong } <= 2)
            #expect(!work.isLong || benches.values.count { $0 == work } == 1)
        }
        func leave(_ bench: Int) {
            benches[bench] = nil
            for admission in queue.leave(bench) { seat(waiting.removeValue(forKey: admission.ticket)!, admission.bench) }
        }
        for _ in 0..<200 {
            let work = Work(owner: ["a", "b", "c", "d"][Int(random.next() % 4)], isLong: random.next() % 2 == 0)
            switch queue.enter(work) {
            case .bench(let bench): seat(work, bench)
            case .waits(let ticket): waiting[ticket] = work
            case .full: #expect((Array(benches.values) + Array(waiting.values)).count { $0.owner == work.owner } == 8)
            }
            if random.next() % 3 > 0, let bench = benches.keys.sorted().randomElement(using: &random) { leave(bench) }
        }
        while let bench = benches.keys.min() { leave(bench) }
        #expect(waiting.isEmpty)
    }
}
