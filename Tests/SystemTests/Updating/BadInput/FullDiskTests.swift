import Support
import Testing
import Wire

/// A disk that becomes full to its last byte in the middle of an update.
@Suite struct FullDiskTests {
    /// What is in the way of room for the journal, an update has brought itself; so it goes back, and tells it, while the disk is full.
    @Test(.tags(.slow), arguments: ["verification", "preparation", "apply", "validation", "rollback"])
    func `it ends while the disk is full, and a version runs as it was released`(_ stage: String) throws {
        let disk = try TestDisk(kilobytes: 48 << 10)
        let router = try UpdatedRouter(on: disk)
        try router.publish("2.0.0", stage == "rollback" ? "sleep 0.3; exit 7" : UpdatedRouter.good)
        let steps = try router.host.bus().subscribe("event.update.*")
        let id = try router.begin()
        _ = try router.host.bus().next(of: steps) { $0["stage"]?.string == stage }
        try disk.fill()
        let report = try router.report(of: id)
        let isNew = report["end"]?.string == "committed"
        #expect(isNew || ["failed", "rolled-back"].contains(report["end"]?.string), "\(report)")
        if !isNew, stage != "rollback" {
            #expect(report["reason"]?.string?.contains("full") == true || report["reason"]?.string?.contains("space") == true, "\(report)")
            #expect(report["remedy"]?.string?.hasPrefix("Make room") == true, "\(report)")
        }
        try router.expect(running: isNew ? "2.0.0" : "1.0.0")
        disk.makeRoom()
        #expect(try router.history().count == 1)
        try router.host.killHost()
        try router.start()
        try router.expect(running: isNew ? "2.0.0" : "1.0.0")
        #expect(try router.history().count == 1)
    }

    @Test(.tags(.slow)) func `where nothing could be kept for it, the report waits for room, and status says so`() throws {
        let disk = try TestDisk(kilobytes: 48 << 10)
        let router = try UpdatedRouter(on: disk)
        try router.publish("2.0.0")
        #expect(try router.words("check").contains("2.0.0"))
        try disk.fill()
        let id = try router.begin()
        try Deadline.wait(for: "a problem", within: .seconds(60)) { try router.words("status").contains("the disk is full") }
        #expect(try router.host.feature("tool").state == "ready")
        disk.makeRoom()
        let report = try router.report(of: id, within: .seconds(150))
        #expect(report["end"]?.string != "committed", "\(report)")
        #expect(try router.history().count == 1)
        try router.expect(running: "1.0.0")
        #expect(try router.update()["end"]?.string == "committed", "the release is not to blame")
    }
}
