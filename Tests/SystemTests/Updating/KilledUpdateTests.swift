import Glibc
import Support
import Testing
import Wire

/// The whole host killed in the middle of an update, at the moment each stage is told.
@Suite struct KilledUpdateTests {
    @Test(.tags(.slow), arguments: ["evaluation", "download", "verification", "preparation", "apply", "validation", "commit"])
    func `it comes to one end, is reported once, and leaves nothing behind`(_ stage: String) throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0")
        let steps = try router.host.bus().subscribe("event.update.*")
        let update = try router.host.bus().ask("update.run", ["ids": ["tool"]])
        _ = try router.host.bus().next(of: steps) { $0["stage"]?.string == stage }
        try router.host.killHost()
        try router.host.start()
        for id in ["channels", "update"] { try router.host.wait(for: id, toBe: "ready") }
        try Deadline.wait(for: "the report", within: .seconds(90)) { try router.history().count == 1 }

        let report = try #require(try router.history().first)
        let isNew = report["end"]?.string == "committed"
        #expect(report["id"]?.string == update["id"]?.string && (isNew || report["end"]?.string == "rolled-back"), "\(report)")
        try router.expect(running: isNew ? "2.0.0" : "1.0.0")
        #expect(try router.history().count == 1)
    }
}
