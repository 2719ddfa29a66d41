import Support
import Testing

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
