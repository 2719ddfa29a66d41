import Contracts
import EventLoop
import Foundation
import Manifests
import Support
import Testing
import Wire

@testable import Channels

@Suite struct SurroundingsTests {
    private func look(
        _ windows: [Policy.Window], home: String = "/", zones: String = "/usr/share/zoneinfo"
    ) async throws -> Surroundings.Sight {
        try await onOwnThread {
            try LoopTask.run { loop in await Surroundings(home: home, zones: zones, on: WorkLane(on: loop)).look(at: windows) }
        }
    }

    private func window(_ zone: String) throws -> Policy.Window {
        Policy.Window(cron: try #require(CronExpression("0 2 * * *")), length: 3600, zone: zone)
    }

    @Test func `this machine has some disk and some memory`() async throws {
        let sight = try await look([])
        #expect(sight.freeDisk > 0 && sight.freeMemory > 0 && sight.windows.isEmpty)
        #expect(try await look([], home: "/nowhere").freeDisk == 0)
    }

    @Test func `a zone is a rule, or a file that the machine has; another one is told by its name`() async throws {
        let folder = try TemporaryFolder("zones")
        try folder.write("no zone", to: "Odd")
        let sight = try await look(
            [try window("UTC0"), try window("Europe/Berlin"), try window("Nowhere/Atlantis")])
        #expect(sight.windows.map(\.name) == ["UTC0", "Europe/Berlin", "Nowhere/Atlantis"])
        #expect(sight.windows[0].window != nil && sight.windows[2].window == nil)
        #expect(try await look([try window("Odd")], zones: folder.path).windows[0].window == nil)
    }

    @Test(arguments: [
        ("MemTotal: 1 kB\nMemAvailable:    2048 kB\n", 2 << 20), ("MemAvailable: x kB", nil), ("MemAvailable: -1 kB", nil), ("", nil),
        ("MemAvailable: 1", nil),
    ])
    func `memory is what Linux says is available`(_ text: String, _ bytes: Int64?) { #expect(Surroundings.available(text) == bytes) }

    @Test func `a clock before this program was written has not been set`() async throws {
        let sight = try await look([])
        #expect(!Surroundings.facts(sight, core: "1.0.0", epoch: 0, now: 1000).hasTime)
        let facts = Surroundings.facts(sight, core: "1.0.0", epoch: -3, now: Surroundings.now())
        #expect(facts.hasTime && facts.core == SemanticVersion("1.0.0") && facts.epoch == 0 && !facts.architecture.isEmpty)
    }
}
