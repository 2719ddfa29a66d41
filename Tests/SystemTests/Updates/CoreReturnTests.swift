import Support
import Testing
import Wire

/// Back to the runtime before, on request; and what is looked at before a slot is left for another.
@Suite struct CoreReturnTests {
    @Test(.tags(.slow)) func `an operator goes back to the runtime before, if it is as it was released`() throws {
        let router = try GuardedRouter()
        try router.publish("2.0.0")
        let first = try router.update()
        #expect(first["end"]?.string == "committed", "\(first)\n\(router.home.words)")
        // Laid by hand, it has no release.json.
        #expect(Self.scrub(first) == "slot a as released: unknown" && first["checks"]?.array?[0]["counts"]?.bool == false)
        try router.publish("3.0.0")
        let second = try router.update()
        #expect(second["end"]?.string == "committed" && Self.scrub(second) == "slot b as released: passed", "\(second)")
        #expect(router.slot == "a" && router.home.folder.read("slots/a/version") == "3.0.0")

        let back = try router.update(by: "update.rollback", ["id": "core", "reason": "I liked it better"])
        #expect(back["end"]?.string == "committed" && back["cause"]?.string == "rollback", "\(back)\n\(router.home.words)")
        #expect(back["reason"]?.string == "I liked it better" && back["targets"]?.array?[0]["to"]?.string == "2.0.0", "\(back)")
        #expect(router.slot == "b" && router.home.folder.read("slots/b/version") == "2.0.0" && !exists(router.home.path("trial")))

        try router.home.folder.write("3.0.1", to: "slots/a/version")
        let refused = try router.update(by: "update.rollback", ["id": "core"])
        #expect(refused["end"]?.string == "failed" && refused["stage"]?.string == "verification", "\(refused)")
        #expect(refused["reason"]?.string?.contains("slot a cannot be gone back to") == true, "\(refused)")

        try router.home.folder.write("2.0.1", to: "slots/b/version")
        try router.publish("4.0.0")
        let stuck = try router.update()
        #expect(stuck["end"]?.string == "rolled-back" && stuck["stage"]?.string == "preparation", "\(stuck)")
        #expect(stuck["reason"]?.string?.contains("no way back: slot b is not as it was released: version") == true, "\(stuck)")
        #expect(Self.scrub(stuck) == "slot b as released: failed" && router.slot == "b" && !exists(router.home.path("trial")))
    }

    private static func scrub(_ report: JSON) -> String {
        let check = report["checks"]?.array?.first
        return "\(check?["name"]?.string ?? ""): \(check?["before"]?.string ?? "")"
    }
}
