import Support
import Testing
import Wire

/// The runtime itself, replaced by the update plugin and watched by the guard.
@Suite struct CoreUpdateTests {
    @Test(.tags(.slow)) func `a good runtime stays in the other slot; one that hangs is left again; both are told once`() throws {
        let router = try GuardedRouter()
        #expect(router.slot == "a")
        try router.publish("2.0.0")
        let good = try router.update()
        #expect(good["end"]?.string == "committed", "\(good)\n\(router.home.words)")
        #expect(router.slot == "b" && router.home.folder.read("slots/b/version") == "2.0.0")
        #expect(!exists(router.home.path("trial")))

        try router.publish("3.0.0", runtime: "#!/bin/sh\nexec sleep 1000\n")
        let bad = try router.update()
        #expect(bad["end"]?.string == "rolled-back", "\(bad)\n\(router.home.words)")
        #expect(router.slot == "b" && router.home.folder.read("slots/b/version") == "2.0.0")
        #expect(!exists(router.home.path("trial")))

        // It never said a word, and had been restarted into all the same.
        #expect(bad["reason"]?.string?.contains("the guard went back") == true, "\(bad)")
        let stream = router.ask("journal.read", ["stream": "update", "after": 0, "limit": 1000])?["events"]?.array ?? []
        let endings = stream.compactMap { $0["event"]?["ending"] }.filter { $0 != .null }
        #expect(endings.map { $0["afterRestart"]?.bool } == [false, true], "\(endings)")

        let history = router.ask("update.history")?["reports"]?.array ?? []
        #expect(history.map { $0["end"]?.string } == ["rolled-back", "committed"])
        let open = router.ask("journal.list")?["transactions"]?.array?.filter { ($0["outcome"] ?? .null) == .null }
        #expect(open?.isEmpty == true, "\(open ?? [])")
    }
}
