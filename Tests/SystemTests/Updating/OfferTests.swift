import Glibc
import Support
import Testing
import Wire

/// What somebody on the bus says there is.
@Suite struct OfferTests {
    private static func offer(_ version: String, on router: UpdatedRouter) throws {
        let offered = try router.host.bus().ask("update.offer", ["id": "tool", "version": .string(version), "channel": "hotfix"])
        #expect(offered["taken"]?.bool == true, "\(offered)")
    }

    private static func report(to version: String, _ end: String, of reports: UInt64, on router: UpdatedRouter) throws -> JSON {
        try router.host.bus().next(of: reports, within: .seconds(60)) {
            $0["targets"]?.array?.first?["to"]?.string == version && $0["end"]?.string == end
        }
    }

    @Test(.tags(.slow)) func `an offer that waits is lost neither by the plugin's death nor by the host's`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", to: "hotfix")
        _ = try router.host.bus().ask("update.hold", ["id": "tool", "absolute": true])
        let first = try router.host.bus().subscribe("event.update.report")
        try Self.offer("2.0.0", on: router)
        _ = try Self.report(to: "2.0.0", "deferred", of: first, on: router)

        kill(try #require(try router.host.feature("update").pid), SIGKILL)
        try router.host.wait(for: "update", to: "be back") { $0.restarts == 1 && $0.state == "ready" }
        try router.host.killHost()
        try router.start()
        try router.expect(running: "1.0.0")

        let second = try router.host.bus().subscribe("event.update.report")
        _ = try router.host.bus().ask("update.resume", ["id": "tool"])
        let report = try Self.report(to: "2.0.0", "committed", of: second, on: router)
        #expect(report["cause"]?.string == "offer", "\(report)")
        try router.expect(running: "2.0.0")
    }

    @Test(.tags(.slow)) func `a hotfix that is offered waits for no window, and goes alone when it crashes over and over`() throws {
        let router = try UpdatedRouter()
        try router.follow("http://127.0.0.1:\(router.nginx.port)/roost", "[[window]]\ncron = \"0 0 30 2 *\"\nlength = \"1h\"\n")
        try router.publish("2.0.0")
        try Deadline.wait(for: "the window to count") { try router.words("explain").contains("no maintenance window ever opens") }
        try router.publish("3.0.0", "while [ ! -e \"$ROOST_DATA/die\" ]; do sleep 0.1; done; exit 7", to: "hotfix")
        let reports = try router.host.bus().subscribe("event.update.report")
        try Self.offer("3.0.0", on: router)
        let good = try Self.report(to: "3.0.0", "committed", of: reports, on: router)
        #expect(good["cause"]?.string == "offer", "\(good)")
        try router.expect(running: "3.0.0")
        let others = try ["journal", "channels", "update"].map { try router.host.feature($0).pid }

        try router.host.folder.write("", to: "data/tool/die")
        let back = try Self.report(to: "1.0.0", "committed", of: reports, on: router)
        #expect(back["cause"]?.string == "probation" && back["reason"]?.string?.contains("disabled") == true, "\(back)")
        try router.expect(running: "1.0.0")
        #expect(try ["journal", "channels", "update"].map { try router.host.feature($0).pid } == others)
        // It is left alone from now on, offered or not.
        try Self.offer("3.0.0", on: router)
        _ = try Self.report(to: "3.0.0", "deferred", of: reports, on: router)
        try router.expect(running: "1.0.0")
    }
}
