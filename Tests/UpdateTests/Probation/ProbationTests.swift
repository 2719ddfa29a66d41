import Contracts
import Testing

@testable import Update

@Suite struct ProbationTests {
    private let target = UpdateContract.Target(id: "adblock", from: "1.0.0", to: "1.1.0")

    @Test func `the fifth crash within the hour brings the previous version back, once`() {
        var probation = Probation(target, from: 0)
        for at in [10.0, 20, 30, 40] { #expect(probation.handle(.crashed, at: at) == .save) }
        #expect(probation.handle(.crashed, at: 50) == .revert("it crashed 5 times within 60 minutes"))
        #expect(probation.handle(.crashed, at: 60) == nil && probation.handle(.disabled, at: 60) == nil)
    }

    @Test func `crashes far apart are forgotten one by one`() {
        var probation = Probation(target, from: 0)
        for hour in 0..<20 { #expect(probation.handle(.crashed, at: Double(hour) * 3600) == .save) }
        #expect(probation.crashes.count == 1)
    }

    @Test func `a feature that the kernel disabled gets it back at once`() {
        var probation = Probation(target, from: 0)
        #expect(probation.handle(.disabled, at: 5) == .revert("it was disabled after repeated crashes"))
    }

    @Test func `after a day it is over, at the very end still in time`() {
        var probation = Probation(target, from: 100)
        #expect(probation.handle(.time, at: 86_499) == nil)
        var late = probation
        #expect(probation.handle(.disabled, at: 86_500) == .revert("it was disabled after repeated crashes"))
        #expect(late.handle(.disabled, at: 86_501) == .forget && late.isOver)
    }

    @Test func `what was not there before has nothing to go back to`() {
        var probation = Probation(.init(id: "adblock", from: "", to: "1.0.0"), from: 0)
        #expect(probation.handle(.disabled, at: 1) == .forget)
    }

    @Test func `another version is another matter`() {
        var probation = Probation(target, from: 0)
        #expect(probation.handle(.replaced, at: 1) == .forget && probation.handle(.disabled, at: 2) == nil)
    }

    @Test func `over a reboot nothing is forgotten, and switched-off time does not count`() {
        var probation = Probation(target, from: 1000)
        for at in [1100.0, 1200, 1300, 1400] { _ = probation.handle(.crashed, at: at) }
        let record = probation.record(at: 1400, boot: "b1")
        var same = Probation(record, at: 1500, boot: "b1")
        #expect(same.end == probation.end && same.crashes == probation.crashes)
        var other = Probation(record, at: 3, boot: "b2")
        #expect(other.end == 3 + record.left && other.crashes.count == 4)
        for var one in [same, other] { #expect(one.handle(.crashed, at: one.crashes[3] + 1) != .save) }
        _ = (same.handle(.time, at: 0), other.handle(.time, at: 0))
    }

    @Test func `a record that cannot be makes none longer than a day`() {
        let record = Probation.Record(target: target, boot: "b1", at: 0, left: 1e9, ages: [-5, 1e12])
        let probation = Probation(record, at: 10, boot: "b2")
        #expect(probation.end == 10 + Probation.length && probation.crashes == [10])
    }
}
