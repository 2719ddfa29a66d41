import Glibc
import Support
import Testing
import Wire

/// `roost publish`, from nothing to a repository that a router would take.
@Suite struct PublishCommandTests {
    @Test func `from a folder to a signed repository in one command, and on from channel to channel`() throws {
        let publication = try Publication()
        let made = try publication.json("init")
        #expect(made["encrypted"]?.bool == false && made["keys"]?["root"]?.array?.count == 1)
        let first = try publication.publish(["release", "--channel", "nightly"] + publication.tool("1.0.0"))
        #expect(first.status == 0 && first.output.contains("tool 1.0.0 (all) is in nightly"))
        #expect(first.errors.contains("compressing tool-1.0.0-all\n") && !first.errors.contains("\u{1B}"), "\(first.errors)")
        let second = try publication.publish(["add"] + publication.tool("1.1.0") + ["--json"])
        #expect(try JSON(parsing: Array(second.output.utf8))["releases"]?.array?.first?["deltas"]?.array?.count == 1)
        let promoted = try publication.json("release", "--channel", "stable", "tool", "1.1.0")
        #expect(promoted["channel"]?.string == "stable" && promoted["dry-run"]?.bool == false)
        let check = try publication.json("check")
        #expect(check["targets"]?.integer == 3 && check["problems"]?.array?.isEmpty == true)
        #expect(check["expires"]?["timestamp"]?.string?.hasSuffix("Z") == true)
        #expect(
            try publication.publish("check", "\(publication.workshop)/repository", "--root", "\(publication.workshop)/root.json").status
                == 0)
    }

    @Test func `a repository is checked as it is served, and what is wrong with it said`() throws {
        let served = try ServedPublication("1.0.0", "1.1.0")
        let words = ["check", "--url", served.url, "--root", "\(served.publication.workshop)/root.json"]
        let good = try served.publication.publish(words)
        #expect(good.status == 0 && good.output.contains("all is well: 3 files"), "\(good.output)\(good.errors)")
        let artifact = try served.artifact("1.0.0")
        let bytes = readBytes(artifact)
        for (damage, reason) in [
            (bytes.dropLast() + [bytes.last! ^ 1], "is not what was signed"), (bytes + [0], "longer"),
            (Array(bytes.dropLast()), "bytes instead of"),
        ] {
            try overwrite(artifact, with: damage)
            let bad = try served.publication.publish(words)
            #expect(bad.status == 1 && (bad.output + bad.errors).contains(reason), "\(reason): \(bad.output)\(bad.errors)")
        }
        unlink(artifact)
        let missing = try served.publication.publish(words)
        #expect(missing.status == 1 && missing.output.contains("is missing"), "\(missing.output)")
        #expect(try served.publication.publish("check", "--url", "http://127.0.0.1:1/roost").status == 1)
        #expect(try served.publication.publish("check", "x", "--url", served.url).status == 2)
    }

    @Test func `the help of a release names its version once`() throws {
        for verb in ["release", "add", "fetch"] {
            let help = try Publication().publish(verb, "--help").output
            #expect(help.split(separator: "\n").filter { $0.hasPrefix("  --version") }.count == 1, "\(help)")
        }
    }

    @Test func `a channel that had its release of the month refuses another one, unless forced`() throws {
        let publication = try Publication()
        try publication.publish("init")
        for version in ["1.0.0", "1.1.0"] { _ = try publication.publish(["add"] + publication.tool(version)) }
        try publication.publish("release", "--channel", "stable", "tool", "1.0.0")
        let refused = try publication.publish("release", "--channel", "stable", "tool", "1.1.0")
        #expect(refused.status == 1 && refused.onlyLine?.contains("monthly") == true && refused.errors.contains("--force"))
        #expect(try publication.publish("release", "--channel", "stable", "tool", "1.1.0", "--force").status == 0)
    }

    @Test func `a dry run says what would come, and changes nothing`() throws {
        let publication = try Publication()
        try publication.publish("init")
        let before = publication.listing("repository/metadata") + publication.listing("repository/targets/pool")
        let trial = try publication.publish(["release", "--channel", "stable", "--dry-run"] + publication.tool("1.0.0"))
        #expect(trial.status == 0 && trial.output.contains("would be in stable") && trial.output.contains("nothing was published"))
        #expect(publication.listing("repository/metadata") + publication.listing("repository/targets/pool") == before)
        #expect(publication.listing("releases").isEmpty)
        let told = try publication.publish(["release", "--channel", "stable", "--dry-run", "--json"] + publication.tool("1.0.0"))
        let release = try #require(try JSON(parsing: Array(told.output.utf8))["releases"]?.array?.first)
        let folder = publication.folder.path("tool-1.0.0")
        #expect(release["size"]?.integer == Int64(readBytes("\(folder)/share/text").count + readBytes("\(folder)/bin/tool").count))
        let made = try publication.publish(["release", "--channel", "stable", "--json"] + publication.tool("1.0.0"))
        let full = try JSON(parsing: Array(made.output.utf8))["releases"]?.array?.first?["full"]
        #expect(release["full"] == full && (full?["length"]?.integer ?? 0) > 0)
    }

    @Test func `what is signed anew is told as JSON too`() throws {
        let publication = try Publication()
        try publication.publish("init")
        let renewed = try publication.json("refresh")
        let check = try publication.json("check")
        #expect(renewed["expires"] == check["expires"] && renewed["expires"]?["timestamp"]?.string?.hasSuffix("Z") == true, "\(renewed)")
        let key = try #require(publication.keys("stable").first?.split(separator: "-").last?.prefix(8))
        let rotation = try publication.json("rotate", "stable")
        #expect(rotation["role"]?.string == "stable" && rotation["old"]?.array?.first?.string?.hasPrefix(key) == true, "\(rotation)")
        #expect(rotation["new"]?.array?.count == 1 && rotation["new"] != rotation["old"], "\(rotation)")
    }

    @Test func `an encrypted key wants its passphrase: from a file, from the environment`() throws {
        let publication = try Publication()
        let right = try publication.folder.write("open sesame\n", to: "right", mode: 0o600)
        let wrong = try publication.folder.write("open barley\n", to: "wrong", mode: 0o600)
        #expect(try publication.publish("init", "--passphrase-file", right).status == 0)
        let without = try publication.publish("refresh")
        #expect(without.status == 1 && without.onlyLine?.contains("ROOST_PASSPHRASE") == true, "\(without.errors)")
        let bad = try publication.publish("refresh", "--passphrase-file", wrong)
        #expect(bad.status == 1 && bad.onlyLine?.contains("the passphrase is wrong") == true)
        let closed = try publication.publish("refresh", "--passphrase-file", right)
        #expect(closed.status == 0 && closed.errors.isEmpty, "\(closed.errors)")
        chmod(right, 0o644)
        let open = try publication.publish("refresh", "--passphrase-file", right)
        #expect(open.status == 0 && open.onlyLine?.contains("chmod 600 \(right)") == true, "\(open.errors)")
        publication.environment = ["ROOST_PASSPHRASE=open sesame"]
        #expect(try publication.publish("rotate", "timestamp").status == 0)
        #expect(try publication.publish("refresh").status == 0)
    }

    @Test func `a passphrase that no key could be read with is refused, and no key is made`() throws {
        let publication = try Publication()
        let long = try publication.folder.write(String(repeating: "long", count: 300), to: "long", mode: 0o600)
        let refused = try publication.publish("init", "--passphrase-file", long)
        #expect(refused.status == 1 && refused.onlyLine?.contains("1200 bytes, and 1024 are the most") == true, "\(refused.errors)")
        publication.environment = ["ROOST_PASSPHRASE=" + String(repeating: "x", count: 1025)]
        let again = try publication.publish("init")
        #expect(again.status == 1 && again.onlyLine?.contains("ROOST_PASSPHRASE") == true, "\(again.errors)")
        #expect(publication.listing("keys").isEmpty)
    }

    @Test func `on a terminal it is asked for, and not shown`() throws {
        let publication = try Publication()
        let right = try publication.folder.write("open sesame\n", to: "right", mode: 0o600)
        try publication.publish("init", "--passphrase-file", right)
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        let before = terminal.settings
        let refresh = try ServerProcess(ServerProgram.ours.path, ["publish", "refresh", "--workshop", publication.workshop], on: terminal)
        try Deadline.wait(for: "the question", every: .milliseconds(10)) {
            terminal.text.contains("Passphrase of ") && terminal.settings != before
        }
        try terminal.type("open sesame\n")
        #expect(try refresh.waitForEnd() == .exited(0))
        #expect(!terminal.text.contains("sesame") && terminal.text.contains("EXPIRES") && terminal.settings == before)
    }

    @Test func `on a terminal a bar shows how far it has come, and is gone at the end`() throws {
        let publication = try Publication()
        try publication.publish("init")
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        let words = ["publish", "release", "--workshop", publication.workshop, "--channel", "stable"]
        let release = try ServerProcess(ServerProgram.ours.path, words + publication.tool("1.0.0"), on: terminal)
        try Deadline.wait(for: "the end, with all it shows read", within: .seconds(60), every: .milliseconds(10)) {
            _ = terminal.text
            return !release.isRunning
        }
        #expect(release.end == .exited(0))
        #expect(terminal.text.contains("compressing tool-1.0.0-all  █") && terminal.text.contains("█ 100 %"), "\(terminal.text)")
        #expect(terminal.text.split(separator: "\u{1B}[K").last?.contains("█") == false, "\(terminal.text)")
    }

    @Test func `a key that others may read is refused, with the remedy`() throws {
        let publication = try Publication()
        try publication.publish("init")
        let key = try #require(publication.keys("timestamp").first)
        chmod(key, 0o644)
        let refused = try publication.publish("refresh")
        #expect(refused.status == 1 && refused.onlyLine?.contains("chmod 600 \(key)") == true, "\(refused.errors)")
    }

    @Test func `offline keys may lie elsewhere, and are named when they are needed`() throws {
        let publication = try Publication()
        try publication.publish("init")
        let safe = try publication.folder.makeFolder("safe")
        for key in publication.keys("root") + publication.keys("targets") {
            rename(key, "\(safe)/\(key.split(separator: "/").last ?? "")")
        }
        #expect(try publication.publish(["release", "--channel", "stable"] + publication.tool("1.0.0")).status == 0)
        let missing = try publication.publish("rotate", "timestamp")
        #expect(missing.status == 1 && missing.errors.contains("--keys") && missing.errors.contains("root-"))
        #expect(try publication.publish("rotate", "timestamp", "--keys", safe).status == 0)
        #expect(try publication.publish("check").status == 0)
    }

    @Test func `what expired, broke, or is no workshop is said, and is 1`() throws {
        let publication = try Publication()
        let absent = try publication.publish("check")
        #expect(absent.status == 1 && absent.onlyLine?.contains("roost publish init") == true)
        try publication.publish("init")
        try publication.folder.write("{}", to: "w/repository/metadata/timestamp.json")
        let broken = try publication.publish("refresh")
        #expect(broken.status == 1 && broken.onlyLine?.contains("timestamp.json") == true)
        #expect(publication.folder.read("w/repository/metadata/timestamp.json") == "{}")
        #expect(try publication.publish("release", "--channel", "stable").status == 2)
        #expect(try publication.publish("release", "--channel", "stable", "tool", "1.0").status == 2)
        #expect(try publication.publish("add", "/tmp", "--id", "x", "--arch", "all").status == 2)
    }
}
