import Support
import Testing
import Wire

/// One feature through its versions on a real host: a good one stays, a bad one goes.
@Suite struct FeatureUpdateTests {
    @Test(.tags(.slow)) func `a good version is committed; one that crashes is rolled back; the history tells both`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", "sleep 100000")
        let good = try router.update()
        #expect(good["end"]?.string == "committed", "\(good)")
        #expect(try router.host.feature("tool").version == "2.0.0")
        try router.host.wait(for: "tool", toBe: "ready")

        try router.publish("3.0.0", "sleep 0.3; echo 'no such table' >&2; exit 7")
        let bad = try router.update()
        #expect(bad["end"]?.string == "rolled-back" && bad["stage"]?.string == "validation", "\(bad)")
        let back = try router.host.wait(for: "tool", toBe: "ready")
        #expect(back.version == "2.0.0" && back.crashes == 0)
        #expect(router.host.folder.read("plugins/tool/text").hasPrefix("line 0 of 2.0.0"))

        let history = try router.history()
        #expect(history.map { $0["end"]?.string } == ["rolled-back", "committed"])
        #expect(history.map { $0["targets"]?.array?.first?["to"]?.string } == ["3.0.0", "2.0.0"])
        #expect(history.allSatisfy { $0["reason"]?.string?.isEmpty == false })
        #expect(try router.host.bus().ask("update.status")["update"] == .null || router.host.bus().ask("update.status")["update"] == nil)
    }

    @Test(.tags(.slow)) func `an operator goes back to the version before`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", "sleep 100000")
        #expect(try router.update()["end"]?.string == "committed")
        let back = try router.host.bus().ask("update.rollback", ["id": "tool", "reason": "I liked it better"], within: .seconds(30))
        let report = try router.report(of: back["id"]?.string ?? "")
        #expect(report["end"]?.string == "committed" && report["reason"]?.string == "I liked it better", "\(report)")
        #expect(try router.host.feature("tool").version == "1.0.0")
    }

    @Test(.tags(.slow)) func `a repository on a stick is looked into when it appears`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0", "sleep 100000")
        let steps = try router.host.bus().subscribe("event.update.report")
        _ = try CommandResult(of: "/bin/cp", ["-r", "\(router.publication.workshop)/repository", router.host.folder.path("updates")])
        let report = try router.host.bus().next(of: steps, within: .seconds(60)) { _ in true }
        #expect(report["end"]?.string == "committed", "\(report)")
        #expect(try router.host.feature("tool").version == "2.0.0")
    }
}
