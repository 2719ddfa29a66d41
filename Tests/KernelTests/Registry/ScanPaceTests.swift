import Testing

@testable import Kernel

@Suite struct `The pace of reading manifests` {
    private var pace = ScanPace()

    @Test mutating func `a change is looked at when it has been quiet`() {
        #expect(pace.handle(.changed, at: 10_000) == .wait(200))
        #expect(pace.handle(.changed, at: 10_150) == .wait(200))
        #expect(pace.handle(.due, at: 10_350) == .scan)
    }

    @Test mutating func `changes without end are looked at all the same`() {
        for time in stride(from: 10_000, to: 12_000, by: 100) as StrideTo<UInt64> {
            #expect(pace.handle(.changed, at: time) == .wait(200))
        }
        #expect(pace.handle(.changed, at: 12_000) == .nothing)
        #expect(pace.handle(.due, at: 12_100) == .scan)
    }

    @Test mutating func `however much changes, there is a rest between scans`() {
        var (scans, due) = ([UInt64](), UInt64.max)
        var (end, now) = (UInt64.max, UInt64(10_000))
        func perform(_ action: ScanPace.Action) {
            switch action {
            case .nothing: break
            case .wait(let time): due = now + time
            case .scan:
                scans.append(now)
                due = .max
                end = now + 2_700
                #expect(pace.handle(.began, at: now) == .nothing)
            }
        }
        while now < 60_000 {
            if now == due {
                due = .max
                perform(pace.handle(.due, at: now))
            }
            if now == end {
                end = .max
                perform(pace.handle(.ended(failed: false), at: now))
            }
            perform(pace.handle(.changed, at: now))
            now += 10
        }
        #expect(scans.count > 10)
        for (earlier, later) in zip(scans, scans.dropFirst()) { #expect((3_700...4_800).contains(later - earlier)) }
    }

    @Test mutating func `a change during a scan is looked at after it`() {
        _ = pace.handle(.began, at: 10_000)
        #expect(pace.handle(.changed, at: 10_010) == .wait(200))
        #expect(pace.handle(.due, at: 10_210) == .nothing)
        #expect(pace.handle(.ended(failed: false), at: 10_300) == .wait(1_000))
        #expect(pace.handle(.due, at: 11_300) == .scan)
    }

    @Test mutating func `a scan that failed is tried again without a change, sooner with one`() {
        _ = pace.handle(.began, at: 10_000)
        #expect(pace.handle(.ended(failed: true), at: 10_010) == .wait(5_000))
        #expect(pace.handle(.changed, at: 10_100) == .wait(910))
        #expect(pace.handle(.due, at: 11_010) == .scan)
    }

    @Test mutating func `nothing is read when nothing has changed`() {
        _ = pace.handle(.began, at: 10_000)
        #expect(pace.handle(.ended(failed: false), at: 10_010) == .nothing)
    }
}
