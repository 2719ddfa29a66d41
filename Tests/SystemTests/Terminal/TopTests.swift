import Glibc
import Support
import Testing
import Wire

/// `roost top`: a live screen on a terminal, plain lines in a pipe.
@Suite struct TopTests {
    /// Says something fifty times a second.
    private static let talker = FeatureManifest.perl(
        "talker", "hello(); ready(); while (1) { say3(qq(PUB feature.talker.x 0\\r\\n\\r\\n)); select(undef, undef, undef, 0.02) }")

    /// A host with a talker and a sleeper, and top on a terminal.
    private struct Stage {
        let host: RoostHost
        let terminal: PseudoTerminal
        let before: String
        let top: ServerProcess

        init(_ arguments: String..., columns: Int = 120, rows: Int = 30) throws {
            host = try RoostHost(running: [talker, .sleeper("sleeper")])
            terminal = try PseudoTerminal(columns: columns, rows: rows)
            before = terminal.settings
            top = try ServerProcess(ServerProgram.ours.path, ["top", "--home", host.home] + arguments, on: terminal)
        }

        @discardableResult
        func waitForScreen(_ what: String, until holds: (TopScreen) -> Bool = { _ in true }) throws -> TopScreen {
            var screen: TopScreen?
            try Deadline.wait(for: what, every: .milliseconds(10)) {
                screen = TopScreen(terminal.text)
                try top.requireRunning()
                return screen.map(holds) ?? false
            }
            return screen!
        }

        /// As it was before, but for the words after the screen was left.
        func expectLeft(saying words: String = "") throws {
            #expect(terminal.settings == before)
            let last = try #require(terminal.text.ranges(of: "\u{1B}[?1049l").last?.upperBound)
            #expect(terminal.text[..<last].hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
            #expect(words.isEmpty ? terminal.text[last...].isEmpty : terminal.text[last...].contains(words))
        }
    }

    @Test func `it shows state, pid, processor, memory, restarts and messages of each feature, and goes on doing so`() throws {
        let stage = try Stage("--interval", "0.2")
        let screen = try stage.waitForScreen("messages of the talker") {
            ($0.row("talker").dropFirst(8).first.flatMap { Int($0) } ?? 0) > 0
        }
        let titles = ["FEATURE", "STATE", "PID", "PROCS", "CPU", "%", "MEMORY", "RESTARTS", "MSGS/S", "FOR", "CAUSE"]
        #expect(screen.row("FEATURE").map(String.init) == titles)
        for id in ["talker", "sleeper"] {
            let (row, pid) = (screen.row(id), try #require(try stage.host.feature(id).pid))
            #expect(row.count >= 8 && row[1] == "ready" && row[2] == "\(pid)" && row[3] == "1", "\(row)")
            #expect(Double(row[4]) != nil && Double(row[5]).map { $0 > 0 } == true && row[6].hasSuffix("B") && row[7] == "0", "\(row)")
        }
        kill(try #require(try stage.host.feature("sleeper").pid), SIGKILL)
        let later = try stage.waitForScreen("the restart") { $0.row("sleeper").dropFirst(7).first == "1" }
        #expect(later.row("sleeper")[2] == "\(try #require(try stage.host.feature("sleeper").pid))")
    }

    @Test(arguments: ["q", "\u{3}"])
    func `a key ends it at once, and the terminal is as it was`(key: String) throws {
        let stage = try Stage("--interval", "1000")
        try stage.waitForScreen("a screen")
        #expect(stage.terminal.settings != stage.before)
        try stage.terminal.type(key)
        #expect(try stage.top.waitForEnd() == .exited(0))
        try stage.expectLeft()
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a signal ends it, and the terminal is as it was`(signal: Int32) throws {
        let stage = try Stage("--interval", "1000")
        try stage.waitForScreen("a screen")
        stage.top.signal(signal)
        #expect(try stage.top.waitForEnd() == .exited(0))
        try stage.expectLeft()
    }

    @Test func `it follows the terminal's size: no line is too wide, and what does not fit is said`() throws {
        let stage = try Stage("--interval", "1000")
        let wide = try stage.waitForScreen("a screen")
        #expect(wide.lines.last == "q quits" && wide.lines.contains { $0.count > 40 })
        try stage.terminal.resize(columns: 40, rows: 30)
        try stage.waitForScreen("a narrow screen") { $0.lines.allSatisfy { $0.count <= 40 } && !$0.row("sleeper").isEmpty }
        try stage.terminal.resize(columns: 40, rows: 6)
        let low = try stage.waitForScreen("a low screen") { $0.lines.count == 6 }
        #expect(low.lines.last == "q quits; 1 more feature below")
        try stage.terminal.resize(columns: 1, rows: 1)
        try stage.waitForScreen("hardly a screen") { $0.lines == ["q"] }
        try stage.terminal.resize(columns: 120, rows: 30)
        try stage.waitForScreen("a wide screen") { $0.lines.last == "q quits" }
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func `a host that goes meanwhile is told in words, after the terminal is as it was`(signal: Int32) throws {
        let stage = try Stage("--interval", "1000")
        try stage.waitForScreen("a screen")
        _ = try stage.host.stop(by: signal)
        #expect(try stage.top.waitForEnd() == .exited(3))
        try stage.expectLeft(saying: "roost: the host has gone")
    }

    @Test func `it outlives the bus's patience, however seldom it looks`() throws {
        let configuration = RoostHost.quickRestarts + "[bus]\nping_interval = 1\nping_max = 3\n"
        let host = try RoostHost(running: [.sleeper("one")], configuration: configuration)
        let result = try host.roost("top", "--interval", "6")
        #expect(result.status == 0 && result.output.contains("one "), "\(result.errors)")
    }

    @Test func `in a pipe it is plain lines, once`() throws {
        let host = try RoostHost(running: [Self.talker])
        let text = try host.roost("top", "--interval", "0.3")
        #expect(text.status == 0 && text.errors.isEmpty && !text.output.contains("\u{1B}"))
        let lines = text.output.split(separator: "\n")
        #expect(lines.count == 4 && lines[2].hasPrefix("FEATURE") && lines[3].hasPrefix("talker"), "\(text.output)")
        let json = try JSON(parsing: Array(try host.roost("top", "--json", "--interval", "0.3").output.utf8))
        let feature = try #require(json["features"]?.array?.first)
        let keys = ["id", "state", "pid", "processes", "cpuPercent", "memoryBytes", "restarts", "messagesPerSecond"]
        #expect(feature.object?.map(\.name) == keys)
        #expect(feature["messagesPerSecond"]?.double ?? 0 > 0 && feature["memoryBytes"]?.integer ?? 0 > 0)
    }
}
