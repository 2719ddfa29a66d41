import Support
import Testing
import Wire

/// The verbs of `roost update`, `channel` and `report` in JSON, answered by the plugins themselves on one real host.
@Suite struct VerbTests {
    private let router: UpdatedRouter

    init() throws {
        router = try UpdatedRouter()
        // Nothing is installed by itself while the verbs are tried, however long that takes.
        try router.follow("http://127.0.0.1:\(router.nginx.port)/roost", "[[window]]\ncron = \"0 0 30 2 *\"\nlength = \"1h\"\n")
        try router.host.install(plugin: "report")
        try router.host.wait(for: "report", toBe: "ready")
        try router.publish("2.0.0")
    }

    private func json(_ words: String..., status: Int32 = 0) throws -> JSON {
        let command = words + ["--json", "--home", router.host.home]
        let result = try CommandResult(of: ServerProgram.ours.path, command, within: .seconds(90))
        #expect(result.status == status, "\(words): \(result.errors)")
        return try JSON(parsing: Array(result.output.utf8))
    }

    @Test(.tags(.slow)) func `each answers with its keys`() throws {
        try look()
        try choose()
        try tell()
        try update()
    }

    private func look() throws {
        let checked = try json("update", "check")
        let candidate = checked["candidates"]?.array?.first
        #expect(candidate?["id"] == "tool" && candidate?["version"] == "2.0.0" && candidate?["installed"] == "1.0.0", "\(checked)")
        #expect(candidate?["channel"] == "stable" && (checked["next"]?.double ?? 0) > (checked["at"]?.double ?? .infinity))
        let explained = try json("update", "explain", "tool")["explanations"]?.array?.first
        let criteria = explained?["criteria"]?.array ?? []
        #expect(explained?["verdict"] == "wait" && explained?["candidate"]?["version"] == "2.0.0")
        #expect(criteria.count > 8 && criteria.allSatisfy { $0["reason"]?.string?.isEmpty == false })
        #expect(criteria.filter { $0["verdict"] != "pass" }.map { $0["criterion"] } == ["window"], "\(criteria)")
        let held = try json("update", "hold", "tool", "--reason", "exams")["holds"]?.array?.first
        #expect(held?["id"] == "tool" && held?["reason"] == "exams" && held?["since"]?.double != nil)
        let waits = try json("update", "explain", "tool")["explanations"]?.array?.first
        #expect(waits?["verdict"] == "wait")
        #expect(waits?["criteria"]?.array?.first { $0["criterion"] == "hold" }?["reason"]?.string?.contains("exams") == true)
        #expect(try json("update", "resume", "tool")["holds"] == [])
        let refused = try router.host.roost("update", "resume", "tool", "--json")
        #expect(refused.status == 1 && refused.onlyLine?.contains("'tool' is not held") == true)
    }

    private func choose() throws {
        let list = try json("channel", "list")["channels"]?.array ?? []
        #expect(list.map { $0["name"]?.string } == ["nightly", "beta", "stable", "lts", "hotfix"])
        #expect(list[2]["followers"]?.array?.contains("host") == true)
        #expect(try json("channel", "show")["channel"] == "stable" && json("channel", "show", "tool")["channel"] == "stable")
        #expect(try json("channel", "set", "lts", "--feature", "tool")["channel"] == "lts")
        #expect(try json("channel", "show", "tool")["channel"] == "lts" && json("channel", "show")["channel"] == "stable")
        #expect(try json("channel", "set", "default", "--feature", "tool")["channel"] == "stable")
    }

    private func tell() throws {
        let sink = try json("report", "list")["sinks"]?.array?.first
        #expect(sink?["name"] == "log" && sink?["kind"] == "log" && sink?["dropped"] == 0)
        let result = try json("report", "test", "log")["results"]?.array?.first
        #expect(result?["sink"] == "log" && result?["ok"] == true)
    }

    /// The one that takes some seconds, there and back.
    private func update() throws {
        let there = try json("update", "run", "tool")
        #expect(there["end"] == "committed" && there["cause"] == "request", "\(there)")
        #expect(try json("update", "status")["probations"]?.array?.first?["target"]?["id"] == "tool")
        let back = try json("update", "rollback", "tool", "--reason", "too new")
        #expect(back["end"] == "committed" && back["cause"] == "rollback" && back["reason"] == "too new", "\(back)")
        // What a look of its own finds to be waiting meanwhile is told as well.
        let ended = try json("update", "history")["reports"]?.array?.filter { $0["end"] == "committed" } ?? []
        #expect(ended.map { $0["cause"]?.string } == ["rollback", "request"], "\(ended)")
        #expect(try router.host.feature("tool").version == "1.0.0")
        try Deadline.wait(for: "the reports at the sink") {
            let sink = try json("report", "list")["sinks"]?.array?.first
            return sink?["waiting"] == 0 && (sink?["delivered"]?.double ?? 0) >= 2
        }
    }
}
