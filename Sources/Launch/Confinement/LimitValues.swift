import Manifests

/// A manifest's limits as control groups take them.
struct LimitValues: Equatable, Sendable {
    /// Microseconds over which a share of the processors is counted.
    static let cpuPeriod = 100_000

    var memory: UInt64?
    var processes: Int?
    /// Microseconds of processor time in each period; the kernel takes no less than a thousand.
    var cpuQuota: Int?

    init(_ limits: Manifest.Limits) {
        memory = limits.memory
        processes = limits.processes
        cpuQuota = limits.cpu.map { max(1000, Int($0 * Double(Self.cpuPeriod))) }
    }

    func has(_ kind: LimitKind) -> Bool {
        switch kind {
        case .memory: memory != nil
        case .processes: processes != nil
        case .cpu: cpuQuota != nil
        }
    }
}
