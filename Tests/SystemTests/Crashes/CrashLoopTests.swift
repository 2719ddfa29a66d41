import Glibc
import Support
import Testing
import Wire

/// The fifth crash disables a feature, and only it, until somebody lifts that.
@Suite struct CrashLoopTests {
    private static let crasher = FeatureManifest.shell("crasher", "echo first; echo my last words >&2; exit 7")

    @Test func `five crashes disable only it, and the notice says why and what to do`() throws {
        let host = try RoostHost(running: [.sleeper("steady")])
        let steady = try host.feature("steady").pid
        let notices = try host.bus().subscribe("event.kernel.notice")
        try host.write(Self.crasher)
        let notice = try host.bus().next(of: notices) { $0["id"]?.string == "crasher" }
        #expect(notice["text"]?.string == "Feature 'crasher' has been disabled due to repeated errors")
        #expect(notice["cause"]?.string == "exited with status 7")
        #expect(notice["lastWords"]?.string == "my last words\n")
        #expect(notice["remedy"]?.string?.contains("roost feature reset crasher") == true)
        let view = try host.feature("crasher")
        #expect(view.state == "disabled" && view.crashes == 5 && view.restarts == 4 && view.pid == nil)
        #expect(try host.feature("steady").pid == steady)
        #expect(try host.feature("steady").restarts == 0)
        let refused = try host.roost("feature", "start", "crasher")
        #expect(refused.status == 1 && refused.onlyLine?.contains("roost feature reset crasher") == true)
    }

    @Test func `disabled survives a killed host, reset brings it back`() throws {
        let flag = FeatureManifest.shell("crasher", "test -e $ROOST_DATA/mended && exec sleep 100000; exit 7")
        let host = try RoostHost(running: [.sleeper("steady")])
        let notices = try host.bus().subscribe("event.kernel.notice")
        try host.write(flag)
        // It is told only once it is on disk.
        _ = try host.bus().next(of: notices) { $0["id"]?.string == "crasher" }
        try host.killHost()
        try host.start()
        let view = try host.feature("crasher")
        #expect(view.state == "disabled" && view.restarts == 0 && view.crashes == 5)
        #expect(view.cause == "exited with status 7")
        #expect(try host.feature("steady").state == "ready")
        try host.folder.write("", to: "data/crasher/mended")
        #expect(try host.roost("feature", "reset", "crasher").status == 0)
        #expect(try host.wait(for: "crasher", toBe: "ready").crashes == 0)
        _ = try host.stop()
        try host.start()
        #expect(try host.feature("crasher").state == "ready")
    }

    @Test func `a new version in its manifest lifts it, with the host running or not`() throws {
        let host = try RoostHost(running: [Self.crasher])
        try host.wait(for: "crasher", toBe: "disabled")
        var mended = FeatureManifest.sleeper("crasher")
        // The same version, mended: only an operator may say that this helps.
        try host.write(mended)
        _ = try host.bus().ask("kernel.rescan")
        #expect(try host.feature("crasher").state == "disabled")
        mended.version = "1.0.1"
        try host.write(mended)
        let view = try host.wait(for: "crasher", toBe: "ready")
        #expect(view.version == "1.0.1" && view.crashes == 0)

        var worse = Self.crasher
        worse.version = "1.0.2"
        try host.write(worse)
        try host.wait(for: "crasher", toBe: "disabled")
        _ = try host.stop()
        mended.version = "1.0.3"
        try host.write(mended)
        try host.start()
        #expect(try host.feature("crasher").state == "ready")
    }

    @Test func `what an operator disables stays so over a killed host and a new version, until it is enabled`() throws {
        let host = try RoostHost(running: [.sleeper("one"), .sleeper("two")])
        #expect(try host.roost("feature", "disable", "one").status == 0)
        #expect(try host.feature("one").state == "disabled")
        #expect(MachineProcess.all(markedBy: host.home, feature: "one").isEmpty)
        try host.killHost()
        try host.start()
        #expect(try host.feature("one").state == "disabled")
        var newer = FeatureManifest.sleeper("one")
        newer.version = "2.0.0"
        try host.write(newer)
        _ = try host.bus().ask("kernel.rescan")
        #expect(try host.feature("one").state == "disabled")
        #expect(try host.roost("feature", "enable", "one").status == 0)
        try host.wait(for: "one", toBe: "ready")
        try host.killHost()
        try host.start()
        #expect(try host.feature("one").state == "ready")
        #expect(try host.feature("two").state == "ready")
    }

    @Test func `crashes are remembered over a killed host`() throws {
        let third = FeatureManifest.shell(
            "third", "echo x >>$ROOST_DATA/starts; test $(wc -l <$ROOST_DATA/starts) -le 3 && exit 1; exec sleep 100000")
        let host = try RoostHost(running: [third])
        try host.wait(for: "third", to: "run at last") { $0.state == "ready" && $0.crashes == 3 }
        try host.killHost()
        try host.start()
        #expect(try host.feature("third").crashes == 3)
        kill(try #require(try host.feature("third").pid), SIGKILL)
        try host.wait(for: "third", to: "be back") { $0.state == "ready" && $0.crashes == 4 }
        kill(try #require(try host.feature("third").pid), SIGKILL)
        #expect(try host.wait(for: "third", toBe: "disabled").crashes == 5)
    }

    @Test func `the delays are those of the configuration, and a stop ends the waiting`() throws {
        let host = try RoostHost([Self.crasher], configuration: "[supervision]\ndelays = [0, 600]\n")
        try host.start()
        let view = try host.wait(for: "crasher", toBe: "backoff")
        #expect(view.crashes == 2 && view.restarts == 1)
        #expect(try host.roost("feature", "stop", "crasher").output.contains("stopped"))
        #expect(try host.feature("crasher").state == "stopped")
    }
}
