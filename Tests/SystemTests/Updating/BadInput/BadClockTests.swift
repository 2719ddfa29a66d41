import Support
import Testing
import Wire

/// Clocks that are wrong by years, in the plugins that judge by them. (libfaketime)
@Suite struct BadClockTests {
    private static func router(_ clock: String) throws -> UpdatedRouter {
        let lines = """
            [environment]
            LD_PRELOAD = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
            FAKETIME = "\(clock)"
            FAKETIME_DONT_FAKE_MONOTONIC = "1"

            """
        let router = try UpdatedRouter(manifest: ["update": lines, "channels": lines])
        try router.publish("2.0.0")
        return router
    }

    @Test(.tags(.slow)) func `in 1970 nothing is done by itself, what an operator asks for is, and no signature is believed less`() throws {
        let router = try Self.router("@1970-01-01 00:00:00")
        #expect(try router.words("check").contains("2.0.0"))
        let words = try router.words("explain")
        #expect(words.contains("the clock has not been set since boot; waits for the network's time"), "\(words)")
        #expect(try router.update()["end"]?.string == "committed")
        try router.expect(running: "2.0.0")
    }

    @Test(.tags(.slow)) func `decades ahead all metadata has expired, which is said with the time that was gone by`() throws {
        let router = try Self.router("+40y")
        for words in [try router.words("check"), try router.words("run", "tool"), try router.words("status"), try router.words("history")] {
            #expect(words.contains("freeze") && words.contains("clock"), "\(words)")
        }
        try router.expect(running: "1.0.0")
    }
}
