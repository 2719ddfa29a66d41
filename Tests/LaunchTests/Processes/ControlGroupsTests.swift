import Foundation
import Manifests
import Support
import Testing

@testable import Launch

/// Real groups on the real trees of this machine; each test has a name of its own, and nothing of it is left.
@Suite("Control groups, real ones", .serialized)
struct ControlGroupsTests {
    private final class Scene {
        let groups: ControlGroups

        init(_ name: String = "roost-test-\(UUID().uuidString.prefix(8))", trees: [Hierarchy] = Machine.trees) {
            groups = Cgroups.prepare(trees, name: name)
        }

        deinit {
            groups.kill("x")
            _ = Machine.soon { groups.release("x") }
            groups.close()
        }

        func start(_ limits: Manifest.Limits, _ program: String...) throws -> RealProcess {
            let enclosure = groups.confine("x", to: limits)
            return try RealProcess(
                "roost-launch", ["--feature", "x"] + enclosure.groups.flatMap { ["--cgroup", $0] } + ["--"] + program)
        }

        func group(_ kind: LimitKind) -> ControlGroup? {
            groups.trees.first { $0.kinds.contains(kind) }?.own.child(groups.name).child("x")
        }
    }

    @Test(.enabled(if: Machine.canLimit(.memory), "needs a writable memory control group"))
    func `a memory hog is killed and counted, and only since its last start`() throws {
        let scene = Scene()
        let small = Manifest.Limits.with { $0.memory = 24 << 20 }
        let hog = try scene.start(small, "tail", "-n", "1", "/dev/zero")
        #expect(hog.wait() == .signalled(SIGKILL))
        #expect(scene.groups.outOfMemoryKills("x") == 1)
        let modest = try scene.start(small, "true")
        #expect(modest.wait() == .exited(0))
        #expect(scene.groups.outOfMemoryKills("x") == 0)
    }

    @Test(.enabled(if: Machine.canLimit(.processes), "needs a writable pids control group"), .timeLimit(.minutes(1)))
    func `a fork bomb stays below its limit and is gone after one kill`() throws {
        let scene = Scene()
        let bomb = try scene.start(.with { $0.processes = 20 }, "perl", "-e", "fork while 1")
        let group = try #require(scene.group(.processes))
        #expect(Machine.soon { group.processes.count >= 15 })
        for _ in 0..<20 { #expect(group.processes.count <= 20) }
        scene.groups.kill("x")
        #expect(Machine.soon { !Machine.isAlive(bomb.pid) })
        #expect(Machine.soon { group.processes.isEmpty })
    }

    @Test(.enabled(if: Machine.canLimit(.processes), "needs a writable pids control group"), .timeLimit(.minutes(1)))
    func `where no group can be killed in one call, a fork bomb does not outrun the list`() throws {
        let scene = Scene(trees: Machine.trees.filter { $0.version == .legacy })
        let bomb = try scene.start(.with { $0.processes = 20 }, "perl", "-e", "fork while 1")
        let group = try #require(scene.group(.processes))
        #expect(Machine.soon { group.processes.count >= 15 })
        scene.groups.kill("x")
        #expect(Machine.soon { !Machine.isAlive(bomb.pid) })
        #expect(Machine.soon { group.processes.isEmpty })
        let next = try scene.start(.with { $0.processes = 20 }, "sh", "-c", "true | true")
        #expect(next.wait() == .exited(0))
    }

    @Test(.enabled(if: Machine.canLimit(.cpu), "needs a writable cpu control group"))
    func `a busy loop is throttled to its share`() throws {
        let scene = Scene()
        let loop = try scene.start(.with { $0.cpu = 0.1 }, "sh", "-c", "while :; do :; done")
        let group = try #require(scene.group(.cpu))
        #expect(Machine.soon { (group.number("nr_throttled", in: "cpu.stat") ?? 0) > 2 })
        scene.groups.kill("x")
        #expect(Machine.soon { !Machine.isAlive(loop.pid) })
    }

    @Test(.enabled(if: Machine.canLimit(.processes), "needs a writable pids control group"))
    func `a changed limit holds at the next start, a dropped one is lifted`() throws {
        let scene = Scene()
        let group = try #require(scene.group(.processes))
        for (count, text) in [(5, "5"), (9, "9"), (nil, "max")] as [(Int?, String)] {
            let enclosure = scene.groups.confine("x", to: .with { $0.processes = count })
            #expect(group.words(of: "pids.max") == [Substring(text)])
            #expect((enclosure.held[.processes] != nil) == (count != nil))
        }
    }

    @Test(.enabled(if: !Machine.trees.isEmpty && Machine.canLimit(.processes), "needs writable control groups"))
    func `a process that leaves its process group is still found and killed`() throws {
        let scene = Scene()
        let mother = try scene.start(.with { $0.processes = 20 }, "sh", "-c", "setsid sleep 1000 & exit 0")
        _ = mother.wait()
        let group = try #require(scene.group(.processes))
        #expect(Machine.soon { group.processes.count == 1 })
        #expect(!scene.groups.release("x"))
        scene.groups.kill("x")
        #expect(Machine.soon { scene.groups.release("x") })
        #expect(!group.exists)
    }

    @Test(.enabled(if: Machine.canLimit(.processes), "needs a writable pids control group"))
    func `what a killed host left behind is found by the next one on the same home`() throws {
        let dead = Scene()
        let orphan = try dead.start(.with { $0.processes = 20 }, "sh", "-c", "sleep 1000 & wait")
        let group = try #require(dead.group(.processes))
        try #require(Machine.soon { group.processes.count == 2 })
        let next = Scene(dead.groups.name)
        #expect(next.groups.killLeftOvers() == 2)
        #expect(Machine.soon { group.processes.isEmpty && !Machine.isAlive(orphan.pid) })
    }

    @Test(.enabled(if: Machine.isRoot && Machine.trees.contains { $0.version == .unified }, "needs root and a version 2 tree"))
    func `a feature that hides in a group of its own making is killed all the same`() throws {
        let scene = Scene()
        let tree = try #require(scene.groups.trees.first { $0.version == .unified })
        let hole = tree.own.child(scene.groups.name).child("x").child("hole")
        let digger = try scene.start(.none, "sh", "-c", "mkdir \(hole.path) && echo $$ >\(hole.path)/cgroup.procs; sleep 1000")
        try #require(Machine.soon { hole.processes.count == 2 })
        #expect(!scene.groups.release("x"))
        scene.groups.kill("x")
        #expect(Machine.soon { hole.processes.isEmpty && !Machine.isAlive(digger.pid) })
        #expect(Machine.soon { scene.groups.release("x") })
        #expect(!hole.exists)
    }

    @Test(.enabled(if: Machine.trees.contains { $0.version == .legacy } && Machine.canLimit(.processes), "needs a version 1 tree"))
    func `a process is in its feature's group before its program begins, and so is whom it hides at once`() throws {
        let scene = Scene()
        let hide = "use POSIX; exit 0 if fork; POSIX::setsid(); exit 0 if fork; %ENV = (); exec qw(/bin/sleep 1000)"
        let mother = try scene.start(.none, "perl", "-e", hide)
        _ = mother.wait()
        let anchor = try #require(scene.groups.trees.first { $0.version == .legacy && $0.kinds.contains(.processes) })
        let group = anchor.own.child(scene.groups.name).child("x")
        var hidden: pid_t?
        #expect(
            Machine.soon {
                hidden = group.processes.first { KernelFile.read("/proc/\($0)/comm") == "sleep\n" }
                return hidden != nil
            })
        let pid = try #require(hidden)
        #expect(scene.groups.owner(of: pid) == "x" && scene.groups.owner(of: getpid()) == nil)
        scene.groups.kill("x")
        #expect(Machine.soon { !Machine.isAlive(pid) })
    }

    @Test func `homes have names of their own`() throws {
        let (one, two) = (try TemporaryFolder.open(), try TemporaryFolder.open())
        #expect(Cgroups.name(forHome: one.path) == Cgroups.name(forHome: one.path + "/."))
        #expect(Cgroups.name(forHome: one.path) != Cgroups.name(forHome: two.path))
    }
}
