import Foundation
import Glibc
import Support
import Testing
import Wire

/// The real guard over the real host and its journal: a core update that is cut off in SWITCH.
@Suite struct CutSwitchTests {
    /// Both slots hold the host under test, a is current; a feature writes a line whenever it is started.
    private func home() throws -> GuardedHome {
        let home = try GuardedHome(current: "a")
        for slot in ["a", "b"] {
            _ = try home.folder.makeFolder("slots/\(slot)/bin")
            symlink(ServerProgram.ours.path, home.path("\(slot)/bin/roost"))
        }
        for folder in ["plugins", "plugins/journal", "data", "data/app"] { _ = try home.folder.makeFolder(folder) }
        let tests = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "SystemTests" }
        let manifest = readText(NSString.path(withComponents: tests.dropLast() + ["Config/plugins/journal.toml"]))
        try home.folder.write(manifest, to: "plugins/journal/plugin.toml")
        let told = "echo started >>'\(home.folder.path("starts-of-feature"))'; exec sleep 100000"
        try home.folder.write(FeatureManifest.shell("app", told).text, to: "plugins/app.toml")
        return home
    }

    private func ask(_ home: GuardedHome, _ subject: String, _ body: String = "{}") throws -> JSON {
        let result = try CommandResult(of: ServerProgram.ours.path, ["bus", "request", subject, body, "--home", home.folder.path])
        guard result.status == 0 else { throw Refused(words: result.errors) }
        return try JSON(parsing: Array(result.output.utf8))
    }

    private struct Refused: Error { let words: String }

    private func waitUntilReady(_ slot: String, _ home: GuardedHome) throws {
        try home.waitForWords("roost-guard: slot \(slot) is ready", within: .seconds(60))
    }

    @Test func `the next boot has the old slot, the old data, and starts nothing of the new slot on it`() throws {
        let home = try home()
        try home.folder.write("1", to: "data/app/new")
        try home.start()
        try waitUntilReady("a", home)
        let operations = """
            [{"do":"arm-trial","previous":"a","slot":"b","deadline":60},{"do":"swap-link","link":"@home/slots/current","to":"b"},
             {"do":"move","from":"@home/data/app/new","to":"@home/data/app/it"}]
            """
        let begun = try ask(home, "journal.begin", #"{"kind":"core","from":"1","to":"2","operations":\#(operations)}"#)
        let id = try #require(begun["id"]?.string)
        for _ in 1...2 { _ = try ask(home, "journal.advance", #"{"id":"\#(id)"}"#) }
        // So that SWITCH stops in its midst.
        unlink(home.folder.path("data/app/new"))
        #expect(throws: Refused.self) { try ask(home, "journal.advance", #"{"id":"\#(id)"}"#) }
        #expect(home.current == "b" && exists(home.path("trial")))

        let kernel = try Deadline.waitForNumber(in: home.folder.path("run/kernel.pid"))
        home.process?.signal(SIGKILL)
        kill(kernel, SIGKILL)
        _ = try home.process?.waitForEnd()
        try home.start()
        try waitUntilReady("a", home)
        #expect(home.words.contains("slot b is on trial") && home.words.contains("the kernel ends to be started again"), "\(home.words)")
        #expect(!home.words.contains("roost-guard: slot b is ready"))
        #expect(home.current == "a" && !exists(home.path("trial")))
        #expect(try ask(home, "kernel.status")["slot"]?.string == "a")
        #expect(try ask(home, "journal.show", #"{"id":"\#(id)"}"#)["outcome"]?.string == "rolled-back")
        #expect(home.folder.read("starts-of-feature") == "started\nstarted\n")
    }
}
