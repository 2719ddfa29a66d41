import Glibc
import Support
import Testing
import Wire

/// What an operator says to `roost publish` is done, or refused in words; nothing is left out in silence.
@Suite struct PublishWordsTests {
    private let publication: Publication

    init() throws {
        publication = try Publication()
        try publication.publish("init")
    }

    @Test func `the root that a check is to begin with is begun with`() throws {
        #expect(try publication.publish("check", "--root", "/nonexistent").status == 1)
        let other = try Publication()
        try other.publish("init")
        let foreign = try publication.publish("check", "--root", "\(other.workshop)/root.json")
        #expect(foreign.status == 1 && !foreign.output.contains("all is well"), "\(foreign.output)\(foreign.errors)")
        #expect(try publication.publish("check", "--root", "\(publication.workshop)/root.json").status == 0)
    }

    @Test(arguments: [
        ["--security"], ["--notes", "hi"], ["--min-from", "1.0.0"], ["--min-core", "1.0.0"], ["--epoch", "5"], ["--id", "tool"],
        ["--version", "1.0.0"], ["--migrations", "a.db=m"], ["--needs-disk", "1"], ["--needs-memory", "1"],
    ])
    func `what is said of a release is refused where it is made already`(_ words: [String]) throws {
        _ = try publication.publish(["add"] + publication.tool("1.0.0"))
        let release = ["release", "--channel", "hotfix", "tool", "1.0.0"]
        let refused = try publication.publish(release + words)
        #expect(refused.status == 2 && refused.errors.contains(words[0]), "\(refused.errors)")
        #expect(try publication.publish(release + ["--arch", "all"]).status == 0)
    }

    @Test func `what is signed for somebody else is shown, each target by its content, each channel by its keys`() throws {
        _ = try publication.publish(["release", "--channel", "hotfix"] + publication.tool("1.0.0"))
        let draft = try publication.folder.makeFolder("carried") + "/hotfix.json"
        try publication.folder.write(publication.folder.read("w/repository/metadata/2.hotfix.json"), to: "carried/hotfix.json")
        let keys = ["--keys", "\(publication.workshop)/keys"]
        let before = readText(draft)
        let look = try publication.publish(["sign", draft, "--dry-run"] + keys)
        let name = try #require(publication.listing("repository/targets/hotfix").first)
        let digest = String(name.prefix(64))
        #expect(look.status == 0 && look.output.contains(digest) && look.output.contains("tool-1.0.0-all.tar.xz"), "\(look.output)")
        #expect(readText(draft) == before && look.output.contains("nothing was signed"))
        let told = try publication.json("sign", draft, keys[0], keys[1])
        let target = try #require(told["targets"]?.array?.first)
        let length = readBytes("\(publication.workshop)/repository/targets/hotfix/\(name)").count
        #expect(target["sha256"]?.string == digest && target["length"]?.integer == Int64(length), "\(told)")
        #expect(target["path"]?.string == "hotfix/tool-1.0.0-all.tar.xz")

        try publication.folder.write(publication.folder.read("w/repository/metadata/1.targets.json"), to: "carried/targets.json")
        let all = try publication.json("sign", publication.folder.path("carried/targets.json"), keys[0], keys[1])
        let stable = try #require(all["delegations"]?.array?.first { $0["role"]?.string == "stable" })
        let key = try #require(publication.keys("stable").first?.split(separator: "-").last?.prefix(8))
        #expect(stable["threshold"]?.integer == 1 && stable["keys"]?.array?.first?.string?.hasPrefix(key) == true, "\(all)")
    }

    @Test func `a refresh warns of what it did not renew and will expire`() throws {
        let fresh = try publication.publish("refresh")
        #expect(fresh.status == 0 && fresh.errors.isEmpty, "\(fresh.errors)")
        #expect(try publication.json("refresh")["warnings"]?.array?.isEmpty == true)
        let old = try Publication()
        try old.folder.write("[channels.nightly]\nexpires = \"1h\"\n[channels.stable]\n", to: "w/publish.toml")
        try old.publish("init")
        try old.folder.write("[channels.nightly]\nexpires = \"90d\"\n[channels.stable]\n", to: "w/publish.toml")
        let warned = try old.publish("refresh")
        #expect(warned.status == 0 && warned.errors.contains("role 'nightly' expires at "), "\(warned.errors)")
        #expect(warned.errors.contains("roost publish refresh nightly"))
        #expect(try old.json("refresh")["warnings"]?.array?.count == 1)
    }

    @Test func `the end of the input at the question for a passphrase makes nothing`() throws {
        let folder = try TemporaryFolder("ended")
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        let before = terminal.settings
        let initialize = try ServerProcess(ServerProgram.ours.path, ["publish", "init", "--workshop", folder.path("w")], on: terminal)
        try Deadline.wait(for: "the question", every: .milliseconds(10)) {
            terminal.text.contains("Passphrase for ") && terminal.settings != before
        }
        try terminal.type("\u{4}")
        #expect(try initialize.waitForEnd() == .exited(1))
        #expect(terminal.text.contains("nothing was made") && access(folder.path("w/keys"), F_OK) != 0, "\(terminal.text)")
    }

    @Test func `keys are looked for in folders that are there`() throws {
        let refused = try publication.publish("refresh", "--keys", "/nonexistent")
        #expect(refused.status == 1 && refused.onlyLine?.contains("/nonexistent") == true, "\(refused.errors)")
    }

    @Test func `a check of what does not belong together says so, and how it is asked is usage`() throws {
        let other = try Publication()
        try other.publish("init")
        let foreign = try publication.publish("check", "\(publication.workshop)/repository", "--root", "\(other.workshop)/root.json")
        #expect(foreign.status == 1 && foreign.onlyLine?.contains("do not belong together") == true, "\(foreign.errors)")
        #expect(!foreign.errors.contains("nothing was changed"))
        for url in ["ftp://example/x", "/folder"] {
            let refused = try publication.publish("check", "--url", url)
            #expect(refused.status == 2 && refused.errors.contains("publish check"), "\(refused.errors)")
        }
    }

    @Test func `what is no folder, or an empty one, is said before anything else`() throws {
        let words = ["release", "--channel", "nightly", "--id", "tool", "--version", "1.0.0", "--arch", "all"]
        #expect(try publication.publish(["release", "--channel", "nightly"] + publication.tool("0.9.0")).status == 0)
        let absent = try publication.publish(words + ["/nonexistent"])
        #expect(absent.status == 1 && absent.onlyLine?.contains("/nonexistent: No such file") == true, "\(absent.errors)")
        let empty = try publication.publish(words + ["--force", try publication.folder.makeFolder("empty")])
        #expect(empty.status == 1 && empty.errors.contains("there is nothing in"), "\(empty.errors)")
    }
}
