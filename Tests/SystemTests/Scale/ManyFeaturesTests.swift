import Support
import Testing
import Wire

/// Two hundred features on one host.
@Suite struct ManyFeaturesTests {
    @Test(.tags(.slow)) func `all become ready, all are stopped`() throws {
        let host = try RoostHost((0..<200).map { .sleeper("f\($0)") })
        try host.start(awaitingReady: false)
        try host.waitUntilReady(within: .seconds(60))
        let features = try #require(try host.status()["features"]?.array).map { FeatureView($0) }
        #expect(features.count == 200)
        #expect(features.allSatisfy { $0.state == "ready" && $0.restarts == 0 })
        #expect(Set(features.compactMap(\.pid)).count == 200)
        #expect(try residentKilobytes(of: host.running.pid) < 60_000)
        #expect(try host.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }
}
