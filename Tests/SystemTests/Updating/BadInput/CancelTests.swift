import Support
import Testing
import Wire

/// `roost update cancel`, at any moment: what it means, the stage says.
@Suite struct CancelTests {
    @Test(.tags(.slow), arguments: ["evaluation", "download", "verification", "preparation", "apply", "validation", "commit"])
    func `it is answered, kept, and what the answer says is so`(_ stage: String) throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0")
        let steps = try router.host.bus().subscribe("event.update.*")
        let id = try router.begin()
        _ = try router.host.bus().next(of: steps) { $0["stage"]?.string == stage }
        let answer = try router.host.bus().ask("update.cancel", ["id": .string(id)])["answer"]?.string
        let report = try router.report(of: id)
        switch answer {
        case "cancelled": #expect(report["end"]?.string == "cancelled", "\(report)")
        case "rolling-back": #expect(report["end"]?.string == "rolled-back", "\(report)")
        default: #expect(report["end"]?.string == "committed" && ["too-late", "nothing"].contains(answer), "\(answer ?? "") \(report)")
        }
        let isNew = report["end"]?.string == "committed"
        if !isNew { #expect(report["reason"]?.string == "cancelled by an operator") }
        try router.expect(running: isNew ? "2.0.0" : "1.0.0")
        #expect(try router.history().count == 1)
        if !isNew { #expect(try router.update()["end"]?.string == "committed", "it does not count against the version") }
    }
}
