import Contracts
import Testing

@testable import Update

@Suite struct ProbationTests {
    private let target = UpdateContract.Target(id: "adblock", from: "1.0.0", to: "1.1.0")

    @Test func `a feature that the kernel disabled gets it back at once`() {
        var probation = Probation(target, from: 0)
        #expect(probation.handle(.disabled, at: 5) == .revert("it was disabled after repeated crashes"))
        #expect(probation.handle(.disabled, at: 6) == nil && probation.isOver, "once")
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

    @Test func `over a reboot switched-off time does not count`() {
        let probation = Probation(target, from: 1000)
        let record = probation.record(at: 1400, boot: "b1")
        #expect(Probation(record, at: 1500, boot: "b1").end == probation.end)
        #expect(Probation(record, at: 3, boot: "b2").end == 3 + record.left)
    }

    @Test func `a record that cannot be makes none longer than a day`() {
        let record = Probation.Record(target: target, boot: "b1", at: 0, left: 1e9)
        let probation = Probation(record, at: 10, boot: "b2")
        #expect(probation.end == 10 + Probation.length)
    }
}
