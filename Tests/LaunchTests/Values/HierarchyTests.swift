import Manifests
import Testing

@testable import Launch

@Suite("Hierarchy: where control groups are, and how limits are written there")
struct HierarchyTests {
    private func parse(_ mounts: String, _ places: String) -> [Hierarchy] {
        Hierarchy.parse(mounts: mounts.split(separator: "\n"), places: places.split(separator: "\n"))
    }

    @Test func `version 2 alone is found with our place in it`() {
        let found = parse(
            "24 22 0:21 / /proc rw - proc proc rw\n30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw",
            "0::/system.slice/roost.service")
        #expect(found.map(\.version) == [.unified])
        #expect(found.map(\.own.path) == ["/sys/fs/cgroup/system.slice/roost.service"])
    }

    @Test func `both versions side by side are found, each with its place`() {
        let found = parse(
            """
            32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
            35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            38 31 0:35 / /sys/fs/cgroup/blkio rw - cgroup cgroup rw,blkio
            40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd
            41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
            """,
            "9:name=systemd:/s\n4:memory:/process/ab\n2:cpuacct,cpu:/\n7:blkio:/\n0::/")
        #expect(found.map(\.own.path) == ["/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup/memory/process/ab", "/sys/fs/cgroup/unified"])
        #expect(found.map(\.kinds) == [[.cpu], [.memory], []])
    }

    @Test func `a mount that favours moves is joined at once, as version 1 always is`() {
        let line = "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate"
        #expect(parse(line, "0::/").map(\.joinsAtOnce) == [false])
        #expect(parse(line + ",favordynmods", "0::/").map(\.joinsAtOnce) == [true])
        #expect(parse("36 31 0:33 / /c rw - cgroup cgroup rw,pids", "8:pids:/").map(\.joinsAtOnce) == [true])
    }

    @Test(arguments: [
        ("0::/a/roost-1f/dns", "dns"), ("8:pids:/roost-1f/dns.2/its/own", "dns"), ("0::/roost-1f/dns (deleted)", "dns"),
        ("0::/roost-1f/evil/roost-1f/dns", "evil"), ("0::/roost-1f", nil), ("0::/roost-1f0/dns", nil), ("0::/", nil), ("", nil),
    ])
    func `a process's feature is what follows the host's group`(line: String, feature: String?) {
        #expect(ControlGroups.feature(in: line[...], of: "roost-1f") == feature)
    }

    @Test func `a container sees its part of the tree mounted`() {
        let found = parse("36 31 0:33 /docker/abc /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids", "8:pids:/docker/abc/inner")
        #expect(found.map(\.own.path) == ["/sys/fs/cgroup/pids/inner"])
    }

    @Test(arguments: ["", "x", "1 2 3 4 5 6 -", "30 23 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw"])
    func `a machine without groups has none`(mounts: String) {
        #expect(parse(mounts, "0::/").isEmpty)
    }

    private func texts(_ version: Hierarchy.Version, _ kind: LimitKind, _ change: (inout Manifest.Limits) -> Void = { _ in }) -> [String] {
        let tree = Hierarchy(version: version, mount: ControlGroup(path: "/c"), own: ControlGroup(path: "/c"), kinds: [kind])
        return tree.settings(for: kind, LimitValues(.with(change))).map { "\($0.file)=\($0.text)" }
    }

    @Test func `limits are written as each version wants them`() {
        #expect(texts(.unified, .memory) { $0.memory = 64 << 20 } == ["memory.max=67108864", "memory.swap.max=0"])
        #expect(texts(.unified, .processes) { $0.processes = 32 } == ["pids.max=32"])
        #expect(texts(.unified, .cpu) { $0.cpu = 0.5 } == ["cpu.max=50000 100000"])
        #expect(texts(.legacy, .cpu) { $0.cpu = 1.5 } == ["cpu.cfs_period_us=100000", "cpu.cfs_quota_us=150000"])
        let memory = texts(.legacy, .memory) { $0.memory = 4096 }
        #expect(memory == ["memory.memsw.limit_in_bytes=-1", "memory.limit_in_bytes=4096", "memory.memsw.limit_in_bytes=4096"])
    }

    @Test func `no limit lifts what a former start had set`() {
        #expect(texts(.unified, .memory) == ["memory.max=max", "memory.swap.max=max"])
        #expect(texts(.unified, .cpu) == ["cpu.max=max 100000"])
        #expect(texts(.legacy, .processes) == ["pids.max=max"])
        #expect(texts(.legacy, .cpu).last == "cpu.cfs_quota_us=-1")
    }

    @Test func `the smallest share of a processor is what the kernel takes`() {
        #expect(texts(.unified, .cpu) { $0.cpu = 0.0001 } == ["cpu.max=1000 100000"])
    }
}
