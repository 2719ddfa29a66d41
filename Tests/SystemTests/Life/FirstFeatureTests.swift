import Support
import Testing
import Wire

/// What a release brings along: programs of the host's own, and one that is up before all others.
@Suite struct FirstFeatureTests {
    @Test func `all others start once the first is ready, also after a crash of the host`() throws {
        let first = FeatureManifest.shell(
            "zz-first", "sleep 0.3; mkdir $ROOST_HOME/mended 2>/dev/null && exit 1; touch $ROOST_DATA/up; exec sleep 100000",
            "before = ['*']", "ready.by = 'exec:test -e $ROOST_DATA/up'")
        let other = FeatureManifest.shell("other", "test -d $ROOST_HOME/mended && test -e ../../data/zz-first/up && exec sleep 100000")
        let host = try RoostHost(running: [first, other])
        #expect(try host.feature("zz-first").restarts == 1 && host.feature("other").restarts == 0)
        try host.killHost()
        try host.start()
        #expect(try host.feature("zz-first").state == "ready" && host.feature("other").restarts == 0)
        #expect(try host.stop() == .exited(0))
    }

    /// Where the Swift runtime is, for programs that are not static: a sandbox has to let it through.
    private static var runtime: String {
        let line = readText("/proc/self/maps").split(separator: "\n").first { $0.hasSuffix("/libswiftCore.so") }
        let file = line?.split(separator: " ").last.map(String.init) ?? ""
        return file.isEmpty ? "" : "'\(file.dropLast("/libswiftCore.so".count))'"
    }

    @Test func `a release brings its own manifests, which come before all others`() throws {
        let host = try RoostHost([.sleeper("both"), .sleeper("home-only")])
        let release = try TemporaryFolder("release")
        for folder in ["bin", "plugins"] { _ = try release.makeFolder(folder) }
        host.program = release.path("bin/roost")
        #expect(try CommandResult(of: "cp", [ServerProgram.ours.path, host.program]).status == 0)
        for id in ["both", "release-only"] { try release.write(FeatureManifest.sleeper(id).text, to: "plugins/\(id).toml") }
        try host.start()
        let shown = try host.bus().ask("kernel.feature.show", ["id": "both"])
        #expect(shown["file"]?.string == release.path("plugins/both.toml"))
        #expect(try host.feature("release-only").state == "ready" && host.feature("home-only").state == "ready")
        #expect(try host.stop() == .exited(0))
    }

    @Test func `what a feature may write to is told as absolute paths`() throws {
        let writer = FeatureManifest.shell(
            "writer", "touch $ROOST_HOME/slots/x; sleep 100000", "sandbox.write = ['@data', '@home/slots', './own']", "sandbox.read = []")
        let host = try RoostHost([writer, .sleeper("plain", "sandbox.user = 'root'")])
        for folder in ["slots", "plugins/writer/own"] { _ = try host.folder.makeFolder(folder) }
        try host.start()
        let shown = try host.bus().ask("kernel.feature.show", ["id": "writer"])
        #expect(shown["data"]?.string == "\(host.home)/data/writer" && shown["user"] == .null)
        #expect(
            shown["grants"]?.array?.map(\.string) == ["\(host.home)/data/writer", "\(host.home)/slots", "\(host.home)/plugins/writer/own"])
        let plain = try host.bus().ask("kernel.feature.show", ["id": "plain"])
        #expect(plain["grants"] == .array([]) && plain["user"] == "root")
        try Deadline.wait(for: "a file in @home") { exists(host.folder.path("slots/x")) }
    }

    @Test func `@roost is the host's own program, in a sandbox too`() throws {
        let plain = FeatureManifest(id: "plain", command: ["@roost", "--version"], more: ["restart = 'temporary'"])
        let closed = FeatureManifest(
            id: "closed", command: ["@roost", "roost-probe", "--help"],
            more: ["restart = 'temporary'", "sandbox.read = [\(Self.runtime)]", "sandbox.write = []"])
        let host = try RoostHost(running: [plain, closed])
        try Deadline.wait(for: "the version") { host.log(of: "plain").contains(" out 0.") }
        try Deadline.wait(for: "the probe's usage") { host.log(of: "closed").contains("usage: roost-probe") }
        let nothing = try CommandResult(of: ServerProgram.ours.path, ["--version"])
        #expect(host.log(of: "plain").contains(" out \(nothing.output)"))
    }
}
