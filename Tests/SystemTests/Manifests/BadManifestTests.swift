import Glibc
import Support
import Testing
import Wire

/// Whatever a manifest holds, it is told with file, line and remedy, and everything else runs.
@Suite struct BadManifestTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let text: [UInt8]
        let line: Int?
        /// What the reason says.
        let words: String

        init(_ name: String, _ text: String, line: Int?, _ words: String) {
            self.init(name, Array(text.utf8), line: line, words)
        }

        init(_ name: String, _ text: [UInt8], line: Int?, _ words: String) {
            (self.name, self.text, self.line, self.words) = (name, text, line, words)
        }

        var testDescription: String { name }
    }

    private static let good = "id = \"bad\"\nversion = \"1.0.0\"\nexec = [\"sleep\", \"100000\"]\nkind = \"daemon\"\n"

    static let all: [Bad] = [
        Bad("an unknown key", good + "\ncolour = 'red'\n", line: 6, "colour"),
        Bad("an unknown key in a table", good + "[limits]\nmemory = '64M'\nmemroy = '64M'\n", line: 7, "memroy"),
        Bad("a wrong type", good + "restart = 5\n", line: 5, "restart"),
        Bad("a wrong type in a list", good + "after = [1]\n", line: 5, "after"),
        Bad("a word that is none", good + "restart = 'always'\n", line: 5, "always"),
        Bad("a size that is none", good + "limits.memory = 'lots'\n", line: 5, "lots"),
        Bad("a number out of bounds", good + "ready.within = 1e300\n", line: 5, "within"),
        Bad("an infinite number", good + "ready.within = inf\n", line: 5, "within"),
        Bad("no number", good + "limits.cpu = nan\n", line: 5, "cpu"),
        Bad("a negative number", good + "limits.processes = -1\n", line: 5, "processes"),
        Bad("the largest number", good + "limits.processes = 9223372036854775807\n", line: 5, "processes"),
        Bad("a number too large to be one", good + "limits.processes = 99999999999999999999\n", line: 5, "not TOML"),
        Bad("another id than its folder's", good.replacing("\"bad\"", with: "\"good\""), line: 1, "good"),
        Bad("no version", good.replacing("version = \"1.0.0\"\n", with: ""), line: nil, "version"),
        Bad("no program", good.replacing("\"sleep\", \"100000\"", with: ""), line: 3, "exec"),
        Bad("a missing program", good.replacing("sleep", with: "./not-here"), line: 3, "not-here"),
        Bad("a program that may not be executed", good.replacing("sleep", with: "/etc/passwd"), line: 3, "/etc/passwd"),
        Bad("after itself", good + "after = ['bad']\n", line: 5, "after itself"),
        Bad("a daemon ready by bus", good + "ready.by = 'bus'\n", line: 5, "bus"),
        Bad("a probe that is none", good + "ready.by = 'tcp:localhost'\n", line: 5, "tcp:localhost"),
        Bad("a subject that is none", good + "permissions.publish = ['a..b']\n", line: 5, "a..b"),
        Bad("a variable of the host's", good + "environment.ROOST_HOME = '/'\n", line: 5, "ROOST_HOME"),
        Bad("a line end in a path", good + "sandbox.write = [\"/tmp\\n/etc\", \"\"]\n", line: 5, "write"),
        Bad("no end of a list", good + "after = [\n", line: nil, "not TOML"),
        Bad("a key twice", good + "kind = 'daemon'\n", line: 5, "not TOML"),
        Bad("a table twice", good + "[limits]\n[limits]\n", line: nil, "not TOML"),
        Bad("nothing at all", "", line: 1, "id"),
        Bad("prose", "Dear host, please start sleep.\n", line: 1, "not TOML"),
        Bad("a huge file", good + "# " + String(repeating: "x\n# ", count: 200_000), line: 1, "larger than 64 KiB"),
        Bad("a huge line", good + "# " + String(repeating: "x", count: 20_000), line: 5, "longer"),
        Bad("deep lists", good + "after = " + String(repeating: "[", count: 4000) + String(repeating: "]", count: 4000), line: 5, ""),
        Bad("deep tables", good + "environment" + String(repeating: ".a", count: 3900) + " = 1\n", line: nil, ""),
        Bad(
            "deep inline tables",
            good + "environment = " + String(repeating: "{a=", count: 2500) + "1" + String(repeating: "}", count: 2500), line: nil, ""),
        Bad("no UTF-8", Array(good.utf8) + Array("# caf".utf8) + [0xE9, 0x0A], line: 5, "not UTF-8"),
        Bad("half an UTF-8 character", Array(good.utf8) + [0x23, 0xF0, 0x9F], line: 5, "not UTF-8"),
        Bad("a NUL", Array(good.utf8) + [0x23, 0x00, 0x0A], line: 5, "NUL"),
        Bad("binary garbage", (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 7) }, line: nil, ""),
        Bad("UTF-16", Array(good.utf8).flatMap { [$0, 0] }, line: 1, "NUL"),
    ]

    /// All in one home: each is told, none disturbs another, and the good ones run.
    @Test func `each bad manifest is told with file, line and remedy, while the others run`() throws {
        let host = try RoostHost(running: [.sleeper("steady")])
        let steady = try host.feature("steady").pid
        for bad in Self.all {
            try host.writeManifest(bad.text, of: "bad")
            let report = try host.bus().ask("kernel.rescan")
            let problems = report["invalid"]?.array ?? []
            let problem = try #require(problems.first { $0["file"]?.string?.hasSuffix("plugins/bad/plugin.toml") == true }, "\(bad.name)")
            #expect(problems.count == 1, "\(bad.name)")
            #expect(problem["reason"]?.string?.isEmpty == false && problem["remedy"]?.string?.isEmpty == false, "\(bad.name)")
            let told = "\(problem["reason"]?.string ?? "") \(problem["remedy"]?.string ?? "")"
            #expect(told.contains(bad.words) || bad.words.isEmpty, "\(bad.name): \(told)")
            #expect(told.utf8.count < 20_000, "\(bad.name)")
            if let line = bad.line { #expect(problem["line"]?.integer == Int64(line), "\(bad.name): \(told)") }
        }
        #expect(try host.feature("bad").state == "invalid")
        let shown = try host.roost("status")
        #expect(shown.status == 0 && shown.output.contains("plugins/bad/plugin.toml:"))
        #expect(try host.feature("steady").pid == steady)
        let refused = try host.roost("feature", "start", "bad")
        #expect(refused.status == 1 && refused.onlyLine?.contains("plugins/bad/plugin.toml:") == true)
        try host.write(.sleeper("bad"))
        try host.wait(for: "bad", toBe: "ready")
    }

    @Test func `the same at start: the host starts and lists them`() throws {
        let host = try RoostHost([.sleeper("steady")])
        let chosen = Self.all.filter { !$0.words.isEmpty && $0.words != "good" }
        for (number, bad) in chosen.enumerated() {
            let text = String(decoding: bad.text, as: UTF8.self).replacing("\"bad\"", with: "\"bad\(number)\"")
            try host.writeManifest(bad.text.contains(0) || bad.words == "not UTF-8" ? bad.text : Array(text.utf8), of: "bad\(number)")
        }
        try host.start()
        #expect(try host.feature("steady").state == "ready")
        for number in chosen.indices { #expect(try host.feature("bad\(number)").state == "invalid", "\(chosen[number].name)") }
        #expect(MachineProcess.all(markedBy: host.home).count == 1)
    }

    @Test func `of two with one id the later is refused, with the file of the first`() throws {
        let host = try RoostHost(running: [.sleeper("twin")])
        let pid = try host.feature("twin").pid
        try host.writeFile(Array(FeatureManifest.sleeper("twin").text.utf8), to: "plugins/twin.toml")
        let problems = try #require(try host.bus().ask("kernel.rescan")["invalid"]?.array)
        #expect(problems.count == 1)
        #expect(problems.first?["line"]?.integer == 1)
        #expect(problems.first?["reason"]?.string?.contains("is taken by") == true)
        #expect(try host.feature("twin").pid == pid)
    }

    @Test func `a circle of after stops its members, nobody else`() throws {
        let host = try RoostHost(running: [
            .sleeper("a", "after = ['c']"), .sleeper("b", "after = ['a']"), .sleeper("c", "after = ['b']"), .sleeper("d"),
        ])
        for id in ["a", "b", "c"] {
            let view = try host.feature(id)
            #expect(
                view.state == "invalid" && view.cause?.contains("circle") == true && view.cause?.contains("plugin.toml:5") == true,
                "\(view)")
        }
        #expect(try host.feature("d").state == "ready")
    }

    @Test func `what is no file is told, not waited for`() throws {
        let host = try RoostHost([.sleeper("steady")])
        for id in ["pipe", "folder", "loop", "device"] { _ = try host.folder.makeFolder("plugins/\(id)") }
        mkfifo(host.folder.path("plugins/pipe/plugin.toml"), 0o644)
        _ = try host.folder.makeFolder("plugins/folder/plugin.toml")
        symlink("plugin.toml", host.folder.path("plugins/loop/plugin.toml"))
        symlink("/dev/zero", host.folder.path("plugins/device/plugin.toml"))
        try host.start()
        #expect(try host.feature("steady").state == "ready")
        for id in ["pipe", "folder", "loop", "device"] { #expect(try host.feature(id).state == "invalid", "\(id)") }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become somebody with few processes"))
    func `for want of processes no manifest is called bad`() throws {
        let folder = try TemporaryFolder("manifests")
        chmod(folder.path, 0o755)
        _ = try folder.write(FeatureManifest.sleeper("good").text, to: "good.toml")
        let command = [ServerProgram.ours.path, "roost-manifests", folder.path]
        let poor = ["--reuid=65534", "--clear-groups", "prlimit", "--nproc=1"] + command
        let result = try CommandResult(of: "setpriv", poor)
        #expect(result.status == 1 && result.output == "", "\(result)")
        #expect(result.errors.contains("cannot be started"))
        #expect(try CommandResult(of: command[0], Array(command.dropFirst())).output.contains("\"id\":\"good\""))
    }
}
