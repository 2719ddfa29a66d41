import Testing

@testable import Manifests

@Suite struct `A manifest's text` {
    @Test func `the example of the design is read whole`() throws {
        let manifest = try read(Self.design)
        #expect(manifest.exec == ["./adblock", "--listen", "127.0.0.1:5353"])
        #expect(manifest.kind == .plugin && manifest.restart == .permanent && manifest.after == ["journal"])
        #expect(manifest.environment == ["LOG": "info"])
        #expect(manifest.ready == .init(by: .bus, within: 10_000))
        #expect(manifest.health == .init(by: .bus, every: 10_000, failures: 3))
        #expect(manifest.stop == .init(signal: .term, within: 5_000))
        #expect(manifest.limits == .init(memory: 64 << 20, processes: 32, openFiles: 256, cpu: 0.5))
        #expect(manifest.sandbox == .init(user: "nobody", read: ["./"], write: ["@data"], network: .loopback))
        #expect(manifest.permissions == .init(publish: ["event.adblock.>"], subscribe: ["adblock.>"], request: ["journal.append"]))
    }

    @Test func `starting first and hearing of senders are asked for`() throws {
        let plain = try read(head)
        #expect(!plain.startsFirst && !plain.permissions.senders)
        let journal = try read(head + "before = [\"*\"]\npermissions.senders = true")
        #expect(journal.startsFirst && journal.before == ["*"] && journal.permissions == .init(senders: true))
    }

    @Test func `three keys are enough, the rest has defaults`() throws {
        let plugin = try read(head)
        #expect(plugin.ready.by == .bus && plugin.health.by == .bus && plugin.stop.signal == .term)
        let daemon = try read(head + "kind = \"daemon\"")
        #expect(daemon.ready.by == .started && daemon.health.by == .started && daemon.limits == .init())
    }

    @Test(arguments: [
        ("id = \"adblock\"\nversion = \"1.0.0\"\nexec = [\"a\"]\nafterr = []", 4, "unknown key 'afterr'", "did you mean 'after'?"),
        (head + "[ready]\nby = \"bus\"\nwihtin = 3", 6, "unknown key 'wihtin' in [ready]", "did you mean 'within'?"),
        (head + "\n[limits]\n# note\nopen_files = 3", 7, "unknown key 'open_files' in [limits]", "did you mean 'open-files'?"),
        (head + "zzzzzz = 1", 4, "unknown key 'zzzzzz'", "remove it; known here: id,"),
        (head + "restart = 3", 4, "'restart' must be a string, not a whole number", "write restart"),
        (head + "restart = \"always\"", 4, "'restart' cannot be \"always\"", "use one of \"permanent\""),
        (head + "ready = 3", 4, "'ready' must be a table", "write [ready]"),
        (head + "ready = { by = \"bus\", within = 0 }", 4, "'within' is 0", "use 0.1 to 3600.0 seconds"),
        (head + "ready.within = \"5s\"", 4, "'within' must be a number of seconds", "write within = 1"),
        (head + "[health]\nevery = 1\nfailures = 1.5", 6, "'failures' must be a whole number", "write failures"),
        (head + "[health]\nby = \"ping\"", 5, "'by' cannot be \"ping\"", "use bus, notify"),
        (head + "[health]\nby = \"http:https://x/\"", 5, "https is not supported here", "probe an http"),
        (head + "kind = \"daemon\"\n[ready]\nby = \"bus\"", 6, "a daemon does not speak the bus", "use notify"),
        (head + "[limits]\nmemory = \"64MB\"", 5, "'memory' cannot be \"64MB\"", "write a size"),
        (head + "[limits]\nmemory = 3", 5, "'memory' is 3", "use 4096 to"),
        (head + "[sandbox]\nwrite = [\"@data\", \"@hone/x\"]", 5, "'@hone/x' begins with no known place", "use @data or @home"),
        (head + "[sandbox]\nwrite = [\"@\u{301}data\"]", 5, "'@\u{301}data' begins with no known place", "use @data or @home"),
        (head + "[stop]\nsignal = \"STOP\"", 5, "'signal' cannot be \"STOP\"", "use one of TERM"),
        (head + "[permissions]\npublish = [\"ok\", \"a..b\"]", 5, "'a..b' is not a subject", "write tokens"),
        (head + "environment = { ROOST_X = \"1\" }", 4, "'ROOST_X' is given by the host", "choose"),
        (head + "[environment]\nA = \"1\"\nB = 2", 6, "'B' must be a string, not a whole number", "write B"),
        (head + "after = [\"adblock\"]", 4, "'adblock' is after itself", "remove it"),
        (head + "before = [\"adblock\"]", 4, "'before' can only be [\"*\"]", "to start after certain features"),
        (head + "before = \"*\"", 4, "'before' must be a list of strings", "write before"),
        (head + "[permissions]\nsenders = \"yes\"", 5, "'senders' must be true or false, not a string", "write senders = true"),
        ("id = \"adblock\"\nversion = \"1.0.0\"\nexec = [\"@roost\"]", 3, "'@roost' alone is no program", "name one that is in it"),
        (head + "exec = [\"b\"]", 4, "not TOML: ", "correct the line"),
        (head + "x = = 1", 4, "not TOML: ", "correct the line"),
        ("version = \"1.0.0\"\nexec = [\"a\"]", 1, "'id' is missing", "write id = \"adblock\""),
        ("id = \"other\"", 1, "the id is 'other' but the file or its folder is named 'adblock'", "give both"),
        ("id = \"Ad\"", 1, "'Ad' is not an id", "use a small letter"),
        ("id = \"adblock\"\nversion = \"1.0\"", 2, "'1.0' is not a semantic version", "write three numbers"),
        ("id = \"adblock\"\nversion = \"1.0.0\"\nexec = []", 3, "'exec' names no program", "write exec"),
        ("id = \"adblock\"\nversion = \"1.0.0\"\nexec = \"a\"", 3, "'exec' must be a list of strings, not a string", "write exec"),
        ("id = \"adblock\"\nversion = \"1.0.0\"\nexec = [\"a\", 3]", 3, "'exec' must be a list of strings", "write exec"),
    ])
    func `a fault is told with its line, its reason and a remedy`(text: String, line: Int, reason: String, remedy: String) throws {
        let problem = try #require(throws: ManifestProblem.self) { try read(text) }
        #expect(problem.line == line)
        #expect(problem.reason.hasPrefix(reason), "\(problem.reason)")
        #expect(problem.remedy.hasPrefix(remedy), "\(problem.remedy)")
        #expect(problem.file == "/p/adblock/plugin.toml" && problem.fault == .file)
    }

    @Test(arguments: ["0.0.0", "1.2.3-beta.1", "1.0.0+build.5", "1.0.0-a-b.0.x+y"])
    func `semantic versions are taken`(version: String) throws {
        #expect(try read(head.replacing("1.0.0", with: version)).version == version)
    }

    @Test(arguments: ["1", "1.2", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3", "1.2.3.4", "", "1.2.x"])
    func `other versions are refused`(version: String) {
        #expect(throws: ManifestProblem.self) { try read(head.replacing("1.0.0", with: version)) }
    }

    @Test func `bytes that are no text are refused with their line`() throws {
        let problems: [([UInt8], Int, String)] = [
            (Array(head.utf8) + [0xFF, 0xFE], 4, "not UTF-8"),
            (Array(head.utf8) + [0], 4, "a NUL character"),
            (Array((head + "x = \"\\u0000\"").utf8), 4, "a NUL character"),
            (Array(repeating: 0x20, count: 70_000), 1, "the file is larger than 64 KiB"),
            (Array((head + String(repeating: "a.", count: 5000) + "a = 1").utf8), 4, "the line is longer"),
        ]
        for (text, line, reason) in problems {
            let problem = try #require(throws: ManifestProblem.self) { try Manifest(toml: text, name: "adblock", file: "f", folder: "/") }
            #expect(problem.line == line && problem.reason.hasPrefix(reason), "\(problem)")
        }
    }

    @Test func `deeply nested texts are refused`() {
        let deep = [
            String(repeating: "[", count: 8000), "a = " + String(repeating: "[", count: 8000),
            "a = " + String(repeating: "{a=", count: 2000), String(repeating: "a.", count: 4000) + "a = 1\nb = =",
        ]
        for text in deep { #expect(throws: ManifestProblem.self) { try read(text) } }
    }

    static let design = """
        id = "adblock"                 # [a-z][a-z0-9-]{0,47}
        version = "1.4.0"              # semver
        exec = ["./adblock", "--listen", "127.0.0.1:5353"]
        kind = "plugin"                # or "daemon": does not speak the bus
        restart = "permanent"          # OTP words
        after = ["journal"]
        environment = { LOG = "info" }
        [ready]
        by = "bus"
        within = 10
        [health]
        by = "bus"
        every = 10
        failures = 3
        [stop]
        signal = "TERM"
        within = 5
        [limits]
        memory = "64M"
        processes = 32
        open-files = 256
        cpu = 0.5
        [sandbox]
        user = "nobody"
        read = ["./"]
        write = ["@data"]
        network = "loopback"
        [permissions]
        publish = ["event.adblock.>"]
        subscribe = ["adblock.>"]
        request = ["journal.append"]
        """
}

private let head = "id = \"adblock\"\nversion = \"1.0.0\"\nexec = [\"a\"]\n"

private func read(_ text: String) throws -> Manifest {
    try Manifest(toml: Array(text.utf8), name: "adblock", file: "/p/adblock/plugin.toml", folder: "/p/adblock")
}
