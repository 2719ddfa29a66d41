import Support
import Testing
import Wire

/// A policy file with a typo, over a restart too: the last good policy stays, for both plugins that read it.
@Suite struct BadPolicyTests {
    @Test(.tags(.slow)) func `the last good policy says where releases come from and when, until the file is mended`() throws {
        let router = try UpdatedRouter()
        let url = "http://127.0.0.1:\(router.nginx.port)/roost"
        try router.publish("2.0.0")
        try router.follow(url, "[[window]]\ncron = \"0 0 30 2 *\"\nlength = \"1h\"\n")
        try Deadline.wait(for: "the window to count") { try router.words("explain").contains("no maintenance window ever opens") }
        try router.follow("http://127.0.0.1:1/elsewhere", "[validation]\ncolour = 3\n")
        try Deadline.wait(for: "the typo to be seen") { try router.words("explain").contains("policy.toml:7") }
        for _ in 0..<2 {
            #expect(try router.words("check").contains("2.0.0"))
            let words = try router.words("explain")
            #expect(words.contains("policy.toml:7: unknown key 'colour' in [validation]; remove it"), "\(words)")
            #expect(words.contains("Until then the last good policy counts"), "\(words)")
            #expect(words.contains("no maintenance window ever opens"), "\(words)")
            try router.host.killHost()
            try router.start()
        }
        try router.follow(url)
        try Deadline.wait(for: "the mended policy") { try router.words("explain").contains("would be installed now") }
        #expect(try router.update()["end"]?.string == "committed")
        try router.expect(running: "2.0.0")
    }

    @Test(.tags(.slow)) func `a folder that the policy comes to name is looked into without a restart`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0")
        let reports = try router.host.bus().subscribe("event.update.report")
        let line = "\n[repository]\nfolder = \"\(router.publication.workshop)/repository\"\n\(UpdatedRouter.limits)"
        try router.host.folder.write(line, to: "policy.toml")
        let report = try router.host.bus().next(of: reports, within: .seconds(60)) { _ in true }
        #expect(report["end"]?.string == "committed", "\(report)")
        try router.expect(running: "2.0.0")
    }
}
