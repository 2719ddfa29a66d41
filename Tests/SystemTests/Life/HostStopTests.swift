import Glibc
import Support
import Testing

/// SIGTERM and SIGINT stop everything, and nothing is left.
@Suite struct HostStopTests {
    private static let withChildren =
        "sleep 100000 & setsid sleep 100000 & (setsid sh -c 'sleep 100000 & exec sleep 100000' &) ; exec sleep 100000"

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a signal stops all features, then the host`(signal: Int32) throws {
        let plugin = FeatureManifest.perl("plugin", "hello(); ready(); hear() while 1;")
        let host = try RoostHost(running: [.shell("family", Self.withChildren), plugin, .sleeper("limited", "limits.processes = 10")])
        try Deadline.wait(for: "the whole family") { MachineProcess.all(markedBy: host.home, feature: "family").count == 5 }
        let groups = MachineProcess.all(markedBy: host.home).flatMap(\.hostGroups)
        #expect(try host.stop(by: signal) == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
        #expect(!exists(host.socket))
        #expect(groups.allSatisfy { !exists($0) })
        #expect(readText(host.folder.path("run/processes")).split(separator: "\n").count <= 1)
    }

    @Test func `features stop in the reverse of their order`() throws {
        let script = "trap 'echo $ROOST_FEATURE >>\"$ORDER\"; sleep 0.1; exit 0' TERM; echo up; while :; do sleep 0.05; done"
        let host = try RoostHost()
        for (id, after) in [("a", ""), ("b", "'a'"), ("c", "'a', 'b'")] {
            try host.write(.shell(id, script, "after = [\(after)]", "environment.ORDER = '\(host.home)/order'"))
        }
        try host.start()
        try Deadline.wait(for: "all to trap") { ["a", "b", "c"].allSatisfy { host.log(of: $0).contains("out up") } }
        #expect(try host.stop() == .exited(0))
        #expect(host.folder.read("order") == "c\nb\na\n")
    }

    @Test func `one that ignores SIGTERM is killed with its group when its time is over, however often the host is asked`() throws {
        let stubborn = FeatureManifest.shell(
            "stubborn", "trap '' TERM; sh -c 'trap \"\" TERM; echo up; while :; do sleep 0.1; done' & while :; do sleep 0.1; done",
            "stop.within = 0.5")
        let host = try RoostHost(running: [stubborn])
        try Deadline.wait(for: "both to ignore") { host.log(of: "stubborn").contains("out up") }
        try host.running.signal(SIGTERM)
        try host.running.signal(SIGINT)
        let start = ContinuousClock.now
        #expect(try host.stop() == .exited(0))
        #expect(ContinuousClock.now - start >= .milliseconds(300))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `asked while its features still start, it stops them too`() throws {
        let never = FeatureManifest.shell("never", "exec sleep 100000", "ready.by = 'exec:false'", "ready.within = 100")
        let host = try RoostHost([never, .sleeper("next", "after = ['never']")])
        try host.start(awaitingReady: false)
        try host.wait(for: "never", toBe: "starting")
        #expect(try host.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `asked while a feature waits for its restart, it does not wait for it`() throws {
        let host = try RoostHost([.shell("crasher", "exit 1")], configuration: "[supervision]\ndelays = [600]\n")
        try host.start()
        try host.wait(for: "crasher", toBe: "backoff")
        #expect(try host.stop() == .exited(0))
    }

    @Test func `a feature is stopped and started by command, with the signal it asks for`() throws {
        let polite = FeatureManifest.shell(
            "polite", "trap 'echo bye; exit 0' USR1; trap '' TERM; echo up; while :; do sleep 0.05; done", "stop.signal = 'USR1'")
        let host = try RoostHost(running: [polite])
        try Deadline.wait(for: "its trap") { host.log(of: "polite").contains("out up") }
        let stopped = try host.roost("feature", "stop", "polite")
        #expect(stopped.status == 0 && stopped.output == "polite: stopped\n")
        #expect(host.log(of: "polite").contains("out bye"))
        #expect(try host.feature("polite").crashes == 0)
        #expect(try host.roost("feature", "start", "polite").status == 0)
        #expect(try host.wait(for: "polite", toBe: "ready").pid != nil)
        let unknown = try host.roost("feature", "stop", "nobody-here")
        #expect(unknown.status == 1 && unknown.onlyLine?.contains("no feature 'nobody-here'") == true)
    }

    @Test func `a stop that is overtaken by a start is answered`() throws {
        let slow = FeatureManifest.shell("slow", "trap 'sleep 0.5; exit 0' TERM; echo up; while :; do sleep 0.02; done")
        let host = try RoostHost(running: [slow])
        try Deadline.wait(for: "its trap") { host.log(of: "slow").contains("out up") }
        for (first, second) in [("stop", "start"), ("disable", "enable")] {
            let bus = try BusClient(path: host.socket)
            let body = Array("{\"id\":\"slow\"}".utf8)
            let inbox = try bus.subscribe("_INBOX.overtaken.*")
            try bus.publish("kernel.feature.\(first)", reply: "_INBOX.overtaken.1", body)
            try bus.publish("kernel.feature.\(second)", reply: "_INBOX.overtaken.2", body)
            _ = try bus.next(of: inbox)
            _ = try bus.next(of: inbox)
            try host.wait(for: "slow", toBe: "ready")
            try Deadline.wait(for: "its trap") { host.log(of: "slow").contains("out up") }
        }
    }
}
