import Glibc
import Support
import Testing
import Wire

/// `roost channel` and `channels.evaluate` over a real host and its journal.
@Suite struct ChannelTests {
    private func host(policy: String? = nil) throws -> RoostHost {
        let host = try RoostHost([.sleeper("adblock")])
        try host.installJournal()
        try host.install(plugin: "channels")
        if let policy { try host.folder.write(policy, to: "policy.toml") }
        try host.start()
        return host
    }

    private func channel(of id: String? = nil, on host: RoostHost) throws -> String? {
        try host.bus().ask("channels.show", ["id": JSON(id)])["channel"]?.string
    }

    private static let candidate: JSON = [
        "id": "adblock", "version": "1.1.0", "installed": "1.0.0", "channel": "stable", "security": false, "epoch": 0,
        "architecture": "all", "download": 1000, "disk": 5000,
    ]

    private func evaluation(on host: RoostHost) throws -> JSON {
        try host.bus().ask("channels.evaluate", ["candidate": Self.candidate, "asked": false, "holds": [], "used": 0])
    }

    @Test func `a channel that was chosen is followed, also after the plugin and the host were killed`() throws {
        let host = try host()
        let shown = try host.roost("channel", "show")
        #expect(shown.status == 0 && shown.output == "This host follows stable (monthly), as every host does that was told nothing else.\n")
        let set = try host.roost("channel", "set", "lts", "--feature", "adblock")
        #expect(set.status == 0 && set.output == "adblock follows lts (quarterly), as an operator has said.\n")
        kill(try #require(try host.feature("channels").pid), SIGKILL)
        try host.wait(for: "channels", to: "be back") { $0.restarts == 1 && $0.state == "ready" }
        #expect(try channel(of: "adblock", on: host) == "lts")
        try host.killHost()
        try host.start()
        #expect(try channel(of: "adblock", on: host) == "lts" && channel(on: host) == "stable")
        #expect(try host.roost("channel", "set", "default", "--feature", "adblock").status == 0)
        #expect(try channel(of: "adblock", on: host) == "stable")
    }

    @Test func `what cannot be followed is refused with a remedy, and counts as soon as the policy allows it`() throws {
        let host = try host()
        let refused = try host.roost("channel", "set", "beta")
        #expect(refused.status == 1 && refused.onlyLine?.contains("opt-in = [\"beta\"] in [channels] of policy.toml") == true)
        for arguments in [["set", "edge"], ["set", "hotfix"], ["show", "nobody"]] {
            let refused = try host.roost("channel", arguments[0], arguments[1])
            #expect(refused.status == 1 && refused.onlyLine != nil, "\(arguments)")
        }
        try host.folder.write("[channels]\nopt-in = [\"beta\"]\n", to: "policy.toml")
        try Deadline.wait(for: "beta to be allowed") { try host.roost("channel", "set", "beta").status == 0 }
        let list = try host.roost("channel", "list", "--json")
        let channels = try JSON(parsing: Array(list.output.utf8))["channels"]?.array ?? []
        #expect(channels.compactMap { $0["name"]?.string } == ["nightly", "beta", "stable", "lts", "hotfix"])
        #expect(channels[1]["followers"] == ["host"] && channels[1]["allowed"] == true)
    }

    @Test func `every criterion has its reason, of the machine as it is`() throws {
        let evaluation = try evaluation(on: try host())
        let criteria = evaluation["criteria"]?.array ?? []
        #expect(criteria.count == 13 && criteria.allSatisfy { $0["reason"]?.string?.isEmpty == false })
        #expect(evaluation["verdict"]?.string == "pass", "\(evaluation.text)")
        #expect(evaluation["policy"] ?? .null == .null)
    }

    @Test func `a bad file keeps the last good policy, also over a restart, and is told with its line until it is mended`() throws {
        let never = "[[window]]\ncron = \"0 0 30 2 *\"\nlength = \"1h\"\n"
        let host = try host(policy: never)
        #expect(try evaluation(on: host)["verdict"]?.string == "wait")
        let notices = try host.bus().subscribe("event.channels.notice")
        try host.folder.write(never + "colour = 3\n", to: "policy.toml")
        let notice = try host.bus().next(of: notices) { _ in true }
        #expect(notice["cause"]?.string?.contains("policy.toml:4: unknown key 'colour'") == true)
        for _ in 0..<2 {
            let evaluation = try evaluation(on: host)
            #expect(evaluation["verdict"]?.string == "wait" && evaluation["policy"]?["line"]?.integer == 4)
            #expect(try host.roost("channel", "list").output.contains("policy.toml:4: unknown key 'colour'"))
            try host.killHost()
            try host.start()
        }
        try host.folder.write("", to: "policy.toml")
        try Deadline.wait(for: "the mended policy") { try evaluation(on: host)["policy"] ?? .null == .null }
        #expect(try evaluation(on: host)["verdict"]?.string == "pass")
    }

    @Test func `a plugin that is not there is said in one line`() throws {
        let host = try RoostHost(running: [])
        for arguments in [["channel", "list"], ["report", "list"], ["update", "check"], ["update", "run"], ["update", "status"]] {
            let absent = try host.roost(arguments[0], arguments[1])
            #expect(absent.status == 1 && absent.onlyLine?.contains("does not answer on this host") == true, "\(arguments)")
        }
    }
}
