import Testing

@testable import Manifests

@Suite struct `A configuration's text` {
    @Test func `an empty file gives the defaults`() throws {
        #expect(try read("") == Configuration())
        #expect(Configuration().supervision.delays == [0, 1_000, 5_000, 30_000] && Configuration().bus.listen == nil)
    }

    @Test func `every key is read`() throws {
        let configuration = try read(Self.everything)
        #expect(configuration.host.plugins == ["/etc/roost/plugins", "/srv/extra"] && configuration.host.adminGroup == "admin")
        #expect(configuration.bus.listen?.text == "127.0.0.1:4222")
        #expect(configuration.bus.maxPayload == 65_536 && configuration.bus.maxControlLine == 1024)
        #expect(configuration.bus.pingInterval == 1_500 && configuration.bus.pingMax == 3)
        #expect(configuration.bus.maxConnections == 100 && configuration.bus.maxPending == 2 << 20)
        #expect(configuration.bus.token == "s3cret" && configuration.bus.anonymous)
        #expect(configuration.supervision == .init(delays: [0, 500, 2_000], crashes: 3, period: 600_000))
        #expect(configuration.log == .init(level: .debug, fileSize: 65_536, files: 2, rate: 8192))
    }

    @Test func `users have nats-server's permissions`() throws {
        let users = try read(Self.everything).bus.users
        #expect(users.map(\.name) == ["ada", "bob"])
        #expect(users[0].publish == .init(allow: ["orders.>"], deny: ["orders.secret"]))
        #expect(users[0].subscribe == .init(allow: nil, deny: ["x"]) && users[0].responses == nil)
        #expect(users[1].publish == .init(allow: [], deny: []), "only answers may be published")
        #expect(users[1].responses == .init(max: 3, expires: 120_000))
    }

    @Test(arguments: [
        ("true", 1, 120_000 as Milliseconds), ("{ max = 5, expires = 0.3 }", 5, 300), ("{ expires = \"2m\" }", 1, 120_000),
        ("{ max = 0, expires = 0 }", 1, 120_000), ("{ max = -1 }", 0, 120_000), ("{ expires = -1 }", 1, 3_155_760_000_000),
    ])
    func `leave to answer is read in all its forms`(text: String, max: Int, expires: Milliseconds) throws {
        let user = try #require(try read(Self.user + "allow_responses = \(text)").bus.users.first)
        #expect(user.responses == .init(max: max, expires: expires))
    }

    @Test func `no leave to answer restricts nothing`() throws {
        let user = try #require(try read(Self.user + "allow_responses = false\npublish = { allow = [] }").bus.users.first)
        #expect(user.responses == nil && user.publish == .init())
    }

    @Test(arguments: [
        ("[buss]", 1, "unknown key 'buss'", "did you mean 'bus'?"),
        ("[bus]\nlisten = \"127.0.0.1:4222\"\nmax_paylod = 5", 3, "unknown key 'max_paylod' in [bus]", "did you mean 'max_payload'?"),
        ("[bus]\nmax-payload = 5", 2, "unknown key 'max-payload' in [bus]", "did you mean 'max_payload'?"),
        ("[bus]\n\nlisten = \"0.0.0.0:4222\"", 3, "0.0.0.0 can be reached from other machines", "allow-remote = true"),
        ("[bus]\nlisten = \"router.lan:4222\"", 2, "'router.lan:4222' is not an address and a port", "127.0.0.1:4222"),
        ("[bus]\nlisten = \"127.0.0.1:70000\"", 2, "'127.0.0.1:70000' is not an address and a port", "127.0.0.1:4222"),
        ("[bus]\nlisten = 4222", 2, "'listen' must be a string", "write listen"),
        ("[bus]\nanonymous = \"yes\"", 2, "'anonymous' must be true or false", "anonymous = true"),
        ("[bus]\nmax_payload = \"big\"", 2, "'max_payload' cannot be \"big\"", "write a size"),
        ("[bus]\nmax_payload = \"100M\"", 2, "'max_payload' is 100M", "use 1 to 67108864 bytes"),
        ("[bus]\nmax_payload = \"16M\"", 1, "'max_pending' is less than max_payload", "write at least 16777216"),
        ("[bus]\nping_interval = \"soon\"", 2, "'ping_interval' cannot be \"soon\"", "write seconds"),
        ("[bus]\ntoken = \"\"", 2, "'token' is empty", "write something"),
        ("[supervision]\ndelays = 3", 2, "'delays' must be a list", "write delays"),
        ("[supervision]\ndelays = []", 2, "'delays' must be a list of 1 to 32", "write delays"),
        ("[supervision]\ndelays = [0, \"1\"]", 2, "'delays' holds something that is not a number", "in seconds"),
        ("[log]\nlevel = \"loud\"", 2, "'level' cannot be \"loud\"", "use one of"),
        ("[host]\nadmin-group = \"a:b\"", 2, "'a:b' is not a group's name", "write a name"),
        ("[bus]\nuser = 3", 2, "'user' must be a list of tables", "[[bus.user]]"),
        ("[bus", 1, "not TOML", "correct the line"),
        ("a = \"\u{0}\"", 1, "a NUL character", "plain UTF-8"),
    ])
    func `what is wrong is told with its line and a remedy`(text: String, line: Int, reason: String, remedy: String) {
        expectProblem(text, line, reason, remedy)
    }

    @Test(arguments: [
        ("name = \"b\"", 6, "the user 'b' has no 'password'", "write password"),
        ("name = \"b\"\npassword = \"c\"\npublish = { allow = \"a..b\" }", 9, "'a..b' is not a subject", "tokens between dots"),
        (
            "name = \"b\"\npassword = \"c\"\n[bus.user.publish]\nalow = []", 10, "unknown key 'alow' in [bus.user.publish]",
            "did you mean 'allow'?"
        ),
        ("name = \"ada\"\npassword = \"c\"", 1, "two users are named 'ada'", "another name"),
    ])
    func `what is wrong with the second user is told with the line of the second`(
        text: String, line: Int, reason: String, remedy: String
    ) {
        expectProblem(Self.user + "\n[[bus.user]] # second\n" + text, line, reason, remedy)
    }

    @Test func `a problem is one line`() {
        let problem = ConfigurationProblem(file: "/etc/roost.toml", line: 3, reason: "it is wrong", remedy: "mend it")
        #expect(problem.text == "/etc/roost.toml:3: it is wrong; mend it")
    }

    private func expectProblem(_ text: String, _ line: Int, _ reason: String, _ remedy: String) {
        let problem = #expect(throws: ConfigurationProblem.self) { try read(text) }
        #expect(problem?.line == line && problem?.file == "/etc/roost/roost.toml")
        #expect(problem?.reason.contains(reason) == true, "\(problem?.text ?? "")")
        #expect(problem?.remedy.contains(remedy) == true, "\(problem?.text ?? "")")
    }

    private func read(_ text: String) throws -> Configuration {
        try Configuration(toml: Array(text.utf8), file: "/etc/roost/roost.toml")
    }

    /// Ends in a user's table, at line 5.
    private static let user = "[[bus.user]]\nname = \"ada\"\npassword = \"x\"\n\n"

    static let everything = """
        [host]
        plugins = ["plugins", "/srv/extra"]
        admin-group = "admin"
        [bus]
        listen = "localhost:4222"
        max_payload = "64K"
        max_control_line = 1024
        ping_interval = 1.5
        ping_max = 3
        max_connections = 100
        max_pending = "2M"
        token = "s3cret"
        anonymous = true
        [[bus.user]]
        name = "ada"
        password = "a"
        publish = { allow = "orders.>", deny = ["orders.secret"] }
        subscribe = { allow = [], deny = "x" }
        [[bus.user]]
        name = "bob"
        password = "b"
        allow_responses = { max = 3 }
        [supervision]
        delays = [0, 0.5, 2]
        crashes = 3
        period = "10m"
        [log]
        level = "debug"
        file-size = "64K"
        files = 2
        rate = "8K"
        """
}
