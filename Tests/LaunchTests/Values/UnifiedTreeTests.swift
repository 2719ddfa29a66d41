import Manifests
import Support
import Testing

@testable import Launch

/// Version 2 with controllers cannot be had on every machine; a folder with the kernel's files stands in for its tree.
@Suite("Version 2 trees, played by a folder")
struct UnifiedTreeTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder.open()
        try folder.file("cgroup.controllers", "cpuset cpu memory pids\n")
        try folder.file("cgroup.subtree_control")
        try folder.file("roost-h/cgroup.subtree_control")
        for name in ["memory.max", "pids.max", "cpu.max", "cgroup.procs", "cgroup.kill"] { try folder.file("roost-h/x/\(name)") }
        try folder.file("roost-h/x/memory.events", "low 0\noom 3\noom_kill 2\noom_group_kill 0\n")
    }

    private var groups: ControlGroups {
        let root = ControlGroup(path: folder.path)
        return Cgroups.prepare([Hierarchy(version: .unified, mount: root, own: root, kinds: [])], name: "roost-h")
    }

    @Test func `controllers are handed down as far as the features' groups`() {
        #expect(groups.trees.map(\.kinds) == [[.memory, .processes, .cpu]])
        // Each is one write; a real file would add up where this one is overwritten.
        #expect(folder.text("cgroup.subtree_control")?.contains("+cpu") == true)
        #expect(folder.text("roost-h/cgroup.subtree_control")?.contains("+cpu") == true)
    }

    @Test func `limits are held in one group, swap accounting or not`() throws {
        let enclosure = groups.confine("x", to: .with { ($0.memory, $0.processes) = (1 << 20, 7) })
        #expect(enclosure.groups == ["\(folder.path)/roost-h/x"])
        #expect(enclosure.held == [.memory: "control group, version 2", .processes: "control group, version 2"])
        #expect(enclosure.reasons.isEmpty)
        #expect(folder.text("roost-h/x/memory.max") == "1048576")
        #expect(folder.text("roost-h/x/pids.max") == "7")
    }

    @Test func `beside a version 1 tree nobody waits: that is joined first, this one tracks`() throws {
        let (root, pids) = (ControlGroup(path: folder.path), ControlGroup(path: folder.path + "/pids"))
        try pids.make()
        try pids.child("roost-h").make()
        let anchor = Hierarchy(version: .legacy, mount: pids, own: pids, kinds: [.processes])
        let bare = Hierarchy(version: .unified, mount: root, own: root, kinds: [])
        for limits in [Manifest.Limits.none, .with { $0.processes = 7 }] {
            let enclosure = ControlGroups(name: "roost-h", trees: [bare, anchor], obstacles: [:]).confine("x", to: limits)
            #expect(enclosure.groups == ["\(folder.path)/pids/roost-h/x"] && enclosure.tracking == ["\(folder.path)/roost-h/x"])
        }
        let alone = ControlGroups(name: "roost-h", trees: [bare], obstacles: [:])
        #expect(!alone.confine("x", to: .none).holdsFromTheStart && alone.joinDelay == nil)
        var quick = bare
        quick.favorsMoves = true
        #expect(ControlGroups(name: "roost-h", trees: [quick], obstacles: [:]).confine("x", to: .none).holdsFromTheStart)
    }

    private var bearing: ControlGroups {
        let root = ControlGroup(path: folder.path)
        return Cgroups.prepare([Hierarchy(version: .unified, mount: root, own: root, kinds: [])], name: "roost-h", birth: { _ in true })
    }

    @Test func `where processes can be born into its groups nobody waits, with limits or without`() {
        let groups = bearing
        for limits in [Manifest.Limits.none, .with { $0.memory = 1 << 20 }] {
            let enclosure = bearing.confine("y", to: limits)
            #expect(enclosure.birthplace == "\(folder.path)/roost-h/y" && enclosure.groups == [] && enclosure.tracking == [])
            #expect(enclosure.holdsFromTheStart && groups.joinDelay == nil)
        }
    }

    @Test func `whether they can is tried in a group that no feature has`() {
        var tried: [String] = []
        let root = ControlGroup(path: folder.path)
        let tree = Hierarchy(version: .unified, mount: root, own: root, kinds: [])
        let groups = Cgroups.prepare([tree], name: "roost-h") { path in
            tried.append(path)
            return false
        }
        #expect(tried == ["\(folder.path)/roost-h/0-trial"] && groups.trees.map(\.givesBirth) == [false])
        #expect(!ControlGroup(path: tried[0]).exists)
    }

    @Test func `nobody is born where all were killed in one call`() throws {
        let groups = bearing
        #expect(groups.confine("x", to: .none).birthplace == "\(folder.path)/roost-h/x")
        groups.kill("x")
        #expect(groups.confine("x", to: .none).birthplace == "\(folder.path)/roost-h/x.1")
        #expect(groups.confine("x", to: .none).birthplace == "\(folder.path)/roost-h/x.1", "there nobody was killed: it has no such file")
    }

    @Test func `only version 2 with limits in it and without favordynmods makes a start wait`() {
        #expect(groups.joinDelay?.mount == folder.path)
        var quick = groups.trees[0]
        quick.favorsMoves = true
        #expect(ControlGroups(name: "roost-h", trees: [quick], obstacles: [:]).joinDelay == nil)
        #expect(JoinDelay(mount: folder.path).measure() == nil, "nobody is in a folder")
    }

    @Test func `kills for want of memory are counted from the start on`() throws {
        let groups = groups
        _ = groups.confine("x", to: .none)
        #expect(groups.outOfMemoryKills("x") == 0)
        try folder.file("roost-h/x/memory.events", "oom 4\noom_kill 3\n")
        #expect(groups.outOfMemoryKills("x") == 1)
        #expect(groups.outOfMemoryKills("never-started") == 0)
    }

    @Test func `one write kills a group`() throws {
        try folder.file("roost-h/x/cgroup.procs", "4194999\n")
        groups.kill("x")
        #expect(folder.text("roost-h/x/cgroup.kill") == "1")
    }

    @Test func `a limit the kernel refuses is not held, and has its reason`() throws {
        let only = ControlGroup(path: "\(folder.path)/nothing")
        try only.make()
        let tree = Hierarchy(version: .legacy, mount: only, own: only, kinds: [.processes])
        let enclosure = Cgroups.prepare([tree], name: "roost-h").confine("x", to: .with { $0.processes = 3 })
        #expect(enclosure.held.isEmpty)
        #expect(enclosure.reasons[.processes]?.contains("pids.max refused '3'") == true)
    }

    @Test func `a tree that cannot be written is an obstacle for its limits`() {
        let proc = ControlGroup(path: "/proc")
        let groups = Cgroups.prepare([Hierarchy(version: .legacy, mount: proc, own: proc, kinds: [.memory])], name: "roost-h")
        let memory = groups.support.first { $0.name == "memory" }
        #expect(memory?.enforced == false)
        #expect(memory?.how.contains("/proc cannot be written") == true)
        #expect(!groups.kill("x"))
    }
}
