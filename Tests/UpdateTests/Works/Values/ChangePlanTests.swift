import Contracts
import Testing

@testable import Update

@Suite struct ChangePlanTests {
    private let site = Site(home: "/h")

    @Test func `the runtime goes into the other slot, is put on trial, and only then is led to`() throws {
        var plan = ChangePlan(core: CoreChange(running: "a", other: "b", tree: "/h/data/update/staging/u/trees/core", trial: 60))
        let ways: [JournalContract.Operation] = [
            .armTrial(previous: "a", slot: "b", deadline: 60), .swapLink(link: "@home/slots/current", to: "b"),
        ]
        #expect(
            try plan.operations(on: site, none: "/h/n")
                == [.move(from: "@home/data/update/staging/u/trees/core", to: "@home/slots/b")] + ways)
        plan.core?.tree = nil
        #expect(try plan.operations(on: site, none: "/h/n") == ways, "what is in the slot is started again as it is")
    }

    @Test func `the guard waits a little longer than validation may take, and never longer than its usual minute`() {
        #expect([5, 30, 50, 60].map { CoreChange.trial(validation: $0) } == [15, 40, 60, 60])
    }

    @Test func `features come before the slot, and too many of them are refused before anything is begun`() throws {
        let features = (0..<9).map { FeatureChange(id: "f\($0)", from: "1.0.0", tree: "/h/t/\($0)", hasFolder: true) }
        var plan = ChangePlan(features: features, core: CoreChange(running: "a", other: "b", tree: nil, trial: 60))
        let kinds = try plan.operations(on: site, none: "/h/n").map(\.kind)
        #expect(kinds.count == 29 && kinds.suffix(2) == [.armTrial, .swapLink])
        plan.features[0].databases = (0..<40).map { DatabaseFile(path: "\($0).db", size: 1) }
        let fault = #expect(throws: Fault.self) { try plan.operations(on: site, none: "/h/n") }
        #expect(fault?.kind == .machine && fault?.words.contains("69 steps") == true)
        #expect(plan.room == 40)
    }

    @Test func `room that is missing is told with how much, and where`() {
        let (mega, place) = (Int64(1 << 20), "/h/data/web")
        #expect(SpaceReckoning(need: 0, free: 0, reserve: 32 * mega).fault(at: place) == nil, "nothing is copied")
        #expect(SpaceReckoning(need: 10 * mega, free: 42 * mega, reserve: 32 * mega).fault(at: place) == nil)
        let fault = SpaceReckoning(need: 10 * mega, free: 40 * mega, reserve: 32 * mega).fault(at: place)
        #expect(fault?.kind == .machine && fault?.words.hasPrefix("/h/data/web lacks 2048 KiB: ") == true, "\(fault?.words ?? "")")
        #expect(SpaceReckoning(need: .max, free: 1, reserve: 1).fault(at: place) != nil)
    }
}
