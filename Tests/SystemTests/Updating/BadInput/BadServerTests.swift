import Support
import Testing
import Wire

/// No network, half of one, and servers that answer something else: it is said what, the version that runs stays, nothing is left.
@Suite struct BadServerTests {
    private let router: UpdatedRouter
    private var server: String { "http://127.0.0.1:\(router.nginx.port)" }

    init() throws {
        let page = "default_type text/html; return 200 '<html><body>Please log in</body></html>';"
        router = try UpdatedRouter {
            """
            location /login/ { \(page) }
            location /half/metadata/ { alias \($0.workshop)/repository/metadata/; } location /half/targets/ { return 503; }
            location /gone/metadata/ { alias \($0.workshop)/repository/metadata/; } location /gone/targets/ { return 404; }
            location /page/metadata/ { alias \($0.workshop)/repository/metadata/; } location /page/targets/ { \(page) }
            """
        }
        try router.publish("2.0.0")
    }

    /// Of looks that learn nothing.
    private static let blind = [
        ("http://127.0.0.1:1/roost", "connection refused", "look at the line, and at url in [repository] of"),
        ("SERVER/login/roost", "a web page came in its place, as where a line wants a login first", "look at the line"),
        ("SERVER/roots", "has no", "look at url in [repository] of"),
    ]

    @Test(.tags(.slow), arguments: blind)
    func `a look that learns nothing says why, wherever an operator looks`(_ url: String, _ cause: String, _ remedy: String) throws {
        #expect(try router.words("explain").contains("would be installed now"))
        try router.follow(url.replacing("SERVER", with: server))
        let said = [try router.words("check"), try router.words("run", "tool")]
        for words in said + [try router.words("explain"), try router.words("status"), try router.words("history")] {
            #expect(words.contains(cause) && words.contains(remedy), "\(words)")
        }
        try router.expect(running: "1.0.0")
        #expect(try router.history().isEmpty, "a look is no update")
        try router.follow("\(server)/roost")
        #expect(try router.words("check").contains("2.0.0"))
        #expect(try !router.words("status").contains("learnt nothing"))
    }

    @Test(.tags(.slow), arguments: [("gone", "404"), ("page", "bytes in place of")])
    func `an artifact that is not there, or is a web page, ends the update`(_ place: String, _ words: String) throws {
        try router.follow("\(server)/\(place)")
        let report = try router.update()
        #expect(report["end"]?.string == "failed" && report["stage"]?.string == "download", "\(report)")
        #expect(report["reason"]?.string?.contains(words) == true && report["remedy"]?.string?.contains("line") == true, "\(report)")
        #expect(try router.words("history").contains(words))
        try router.expect(running: "1.0.0")
        try router.follow("\(server)/roost")
        #expect(try router.words("explain").contains("would be installed now"), "the release is not to blame")
    }

    @Test(.tags(.slow)) func `half a network is waited for, it is said for what, and an operator may end it`() throws {
        try router.follow("\(server)/half")
        let id = try router.begin()
        try Deadline.wait(for: "a problem") { try router.words("status").contains("503") }
        let status = try router.words("status")
        #expect(status.contains("download for") && status.contains("it is tried again in 10 s"), "\(status)")
        #expect(try router.words("cancel").hasPrefix("cancelled: "))
        let report = try router.report(of: id)
        #expect(report["end"]?.string == "cancelled" && report["reason"]?.string == "cancelled by an operator", "\(report)")
        try router.expect(running: "1.0.0")
    }

    @Test(.tags(.slow)) func `a line that breaks in the middle is taken up where it was`() throws {
        try router.publish("2.1.0", adding: ["noise": String(decoding: SplitMix.noise(400_000).map { 0x20 + $0 % 0x5F }, as: UTF8.self)])
        let proxy = try LineProxy(to: router.nginx.port) { LineProxy.Plan(cutAfter: $0 == 0 ? 200_000 : nil) }
        try router.follow("http://127.0.0.1:\(proxy.port)/roost")
        let report = try router.update()
        #expect(report["end"]?.string == "committed", "\(report)")
        #expect(proxy.bytesPassed.reduce(0, +) < 600_000, "\(proxy.bytesPassed)")
        try router.expect(running: "2.1.0")
    }
}
