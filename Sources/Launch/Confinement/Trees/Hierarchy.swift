/// A mounted cgroup tree and our place in it: version 2 holds all controllers in one tree, version 1 has several.
struct Hierarchy: Equatable, Sendable {
    enum Version: Int, Sendable {
        case legacy = 1
        case unified = 2
    }

    let version: Version
    /// Where the tree is mounted.
    let mount: ControlGroup
    /// The group the host was started in.
    let own: ControlGroup
    /// What it can limit; may be nothing: then it only keeps a feature's processes together.
    var kinds: [LimitKind]
    /// Version 2 mounted with `favordynmods`.
    var favorsMoves = false
    /// Version 2 where processes can be born into its groups.
    var givesBirth = false

    /// A process gets into a group at once. Else the kernel waits until all processors have passed a quiet state, 5 to
    /// 30 ms; version 1 does not for a thread that moves itself.
    var joinsAtOnce: Bool { version == .legacy || favorsMoves || givesBirth }

    /// How well the features' processes are known and killed by it.
    var fitnessForKeeping: Int { version == .unified ? 2 : kinds.contains(.memory) ? 0 : 1 }

    /// The files that set one limit, in the order in which the kernel accepts them; nil lifts it.
    func settings(for kind: LimitKind, _ limits: LimitValues) -> [Setting] {
        version == .unified ? unified(kind, limits) : legacy(kind, limits)
    }

    struct Setting: Equatable, Sendable {
        let file: String
        let text: String
        /// Swap accounting may be switched off; everything else has to be there.
        var optional = false
    }

    private func unified(_ kind: LimitKind, _ limits: LimitValues) -> [Setting] {
        switch kind {
        case .memory:
            [
                Setting(file: "memory.max", text: limits.memory.map { "\($0)" } ?? "max"),
                Setting(file: "memory.swap.max", text: limits.memory == nil ? "max" : "0", optional: true),
            ]
        case .processes: [Setting(file: "pids.max", text: limits.processes.map { "\($0)" } ?? "max")]
        case .cpu: [Setting(file: "cpu.max", text: "\(limits.cpuQuota.map { "\($0)" } ?? "max") \(LimitValues.cpuPeriod)")]
        }
    }

    private func legacy(_ kind: LimitKind, _ limits: LimitValues) -> [Setting] {
        switch kind {
        case .memory:
            // Memory with swap may never be below memory: lift it, set memory, then set it again.
            [
                Setting(file: "memory.memsw.limit_in_bytes", text: "-1", optional: true),
                Setting(file: "memory.limit_in_bytes", text: limits.memory.map { "\($0)" } ?? "-1"),
                Setting(file: "memory.memsw.limit_in_bytes", text: limits.memory.map { "\($0)" } ?? "-1", optional: true),
            ]
        case .processes: [Setting(file: "pids.max", text: limits.processes.map { "\($0)" } ?? "max")]
        case .cpu:
            [
                Setting(file: "cpu.cfs_period_us", text: "\(LimitValues.cpuPeriod)"),
                Setting(file: "cpu.cfs_quota_us", text: limits.cpuQuota.map { "\($0)" } ?? "-1"),
            ]
        }
    }
}
