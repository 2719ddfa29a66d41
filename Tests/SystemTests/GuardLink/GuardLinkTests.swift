import Glibc
import Support
import Testing
import Wire

/// A host that a guard watches: what it says to it, and what it does for it.
@Suite struct GuardLinkTests {
    private func host(_ features: [FeatureManifest] = [], watchedBy watcher: GuardStandIn, slot: String = "b") throws -> RoostHost {
        let host = try RoostHost(features)
        host.guarding = (watcher.theirs, slot)
        try host.start()
        watcher.letGo()
        return host
    }

    private static let nosy = FeatureManifest.shell(
        "nosy", "for f in /proc/$$/fd/*; do echo fd ${f##*/} $(readlink $f); done; env | sed 's/^/env /'; echo done; exec sleep 100000")

    @Test func `it beats, says when it is ready, and no feature gets hold of the link`() throws {
        let watcher = try GuardStandIn()
        let host = try host([Self.nosy], watchedBy: watcher)
        for line in ["beat", "ready", "beat", "beat"] { try watcher.hear(line) }
        #expect(watcher.lines.count { $0 == "ready" } == 1)
        let status = try host.status()
        #expect(status["guard"] == .bool(true) && status["slot"] == "b")
        #expect(try host.roost("status").output.contains("\nguard: watches this host, slot b\n"))
        try Deadline.wait(for: "the feature's findings") { host.log(of: "nosy").contains("out done") }
        let log = host.log(of: "nosy")
        #expect(log.contains("fd 1 ") && !log.contains("ROOST_GUARD_FD") && !log.contains("ROOST_SLOT"))
        let descriptors = log.split(separator: "\n").compactMap { $0.split(separator: " fd ").dropFirst().first?.prefix { $0 != " " } }
        #expect(Set(descriptors).isSubset(of: ["0", "1", "2", "3", "10", "255"]) && !log.contains(" 3 socket"), "\(log)")
        #expect(try host.stop() == .exited(0))
        try watcher.waitForEnd()
        #expect(!watcher.lines.contains("restart"))
    }

    @Test func `a confirmation is answered when the guard has made it`() throws {
        let watcher = try GuardStandIn()
        let host = try host(watchedBy: watcher)
        let bus = try host.bus()
        let inbox = try bus.subscribe("_INBOX.confirm.*")
        try bus.publish("kernel.confirm", reply: "_INBOX.confirm.1", Array(#"{"transaction":"17"}"#.utf8))
        try watcher.hear("confirm 17")
        try watcher.say("confirmed 17")
        #expect(try bus.next(of: inbox).reply.json == ["confirmed": true])
        try bus.publish("kernel.confirm", reply: "_INBOX.confirm.2")
        try watcher.hear("confirm -")
        try watcher.say("refused - no trial is on")
        let refused = try bus.next(of: inbox).reply
        #expect(refused.code == "409" && refused.error == "no trial is on")
        for body in [#"{"transaction":""}"#, #"{"transaction":"a b"}"#, #"{"transaction":17}"#, #"{"transaction":"17\nrestart"}"#] {
            #expect(try bus.request("kernel.confirm", Array(body.utf8)).code == "400", "\(body)")
        }
        #expect(!watcher.lines.contains("restart"))
    }

    @Test func `asked to restart it stops everything, says so, and ends well`() throws {
        let watcher = try GuardStandIn()
        let host = try host([.sleeper("one")], watchedBy: watcher)
        #expect(try host.bus().ask("kernel.restart") == ["restarting": true])
        try watcher.hear("restart")
        #expect(MachineProcess.all(markedBy: host.home, feature: "one").isEmpty)
        #expect(try host.running.waitForEnd() == .exited(0))
        try watcher.waitForEnd()
        #expect(watcher.lines.last == "restart")
    }

    @Test func `without its guard it stops everything and ends`() throws {
        let watcher = try GuardStandIn()
        let host = try host([.sleeper("one")], watchedBy: watcher)
        watcher.die()
        #expect(try host.running.waitForEnd() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
        #expect(try host.running.errors.contains("the guard is gone"))
    }

    @Test func `with no guard, what needs one is refused with words`() throws {
        let host = try RoostHost(running: [])
        let status = try host.status()
        #expect(status["guard"] == .bool(false) && status["slot"] == .null)
        for request in ["kernel.confirm", "kernel.restart"] {
            let reply = try host.bus().request(request)
            #expect(reply.code == "503" && reply.error?.contains("no guard watches this host") == true, "\(request)")
        }
        #expect(try host.feature("x").state == "missing")
    }

    @Test(arguments: ["9999", "1", "x"]) func `a descriptor that is no guard's is said and does no harm`(number: String) throws {
        let host = try RoostHost([.sleeper("one")])
        host.environment = ["ROOST_GUARD_FD=\(number)", "ROOST_SLOT=../a"]
        try host.start()
        #expect(try host.feature("one").state == "ready")
        #expect(try host.status()["guard"] == .bool(false) && host.status()["slot"] == .null)
        #expect(try host.running.errors.contains("no guard watches this host"))
    }

    @Test func `a guard that floods and never reads stops nothing`() throws {
        let watcher = try GuardStandIn()
        let host = try host([.sleeper("one")], watchedBy: watcher)
        try watcher.say(String(repeating: "nonsense ", count: 200_000))
        #expect(try host.feature("one").state == "ready" && host.status()["guard"] == .bool(true))
        #expect(try host.bus().ask("kernel.restart") == ["restarting": true])
        #expect(try host.running.waitForEnd() == .exited(0))
    }
}
