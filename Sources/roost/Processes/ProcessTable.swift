import Glibc
import Launch

/// All processes of the machine at one moment, by their groups.
struct ProcessTable {
    /// What a group of processes uses.
    struct Usage: Equatable {
        var processes = 0
        /// Seconds of processor time since the earlier table.
        var seconds = 0.0
        /// Resident; what they share counts for each.
        var bytes: Int64 = 0
    }

    private let groups: [Int32: [ProcessEntry]]
    private let ticksPerSecond: Double
    private let pageSize: Int64

    init(_ entries: [ProcessEntry], ticksPerSecond: Double = 100, pageSize: Int64 = 4096) {
        groups = Dictionary(grouping: entries, by: \.group)
        (self.ticksPerSecond, self.pageSize) = (ticksPerSecond, pageSize)
    }

    /// Reads /proc. (sysconf)
    static func now() -> ProcessTable {
        ProcessTable(
            ProcessEntry.all(), ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))), pageSize: Int64(sysconf(Int32(_SC_PAGESIZE))))
    }

    func usage(ofGroup group: Int32, since earlier: ProcessTable) -> Usage {
        usage(of: groups[group] ?? [], since: earlier)
    }

    /// One process alone, if it is there.
    func usage(ofProcess pid: Int32, since earlier: ProcessTable) -> Usage? {
        let entries = groups.values.joined().filter { $0.pid == pid }
        return entries.isEmpty ? nil : usage(of: entries, since: earlier)
    }

    /// A process that was not there before counts with all its time.
    private func usage(of entries: [ProcessEntry], since earlier: ProcessTable) -> Usage {
        var usage = Usage()
        for entry in entries {
            let before = earlier.groups[entry.group]?.first { $0.pid == entry.pid && $0.startTime == entry.startTime }
            usage.processes += 1
            usage.seconds += Double(entry.ticks - min(entry.ticks, before?.ticks ?? 0)) / ticksPerSecond
            usage.bytes += Int64(clamping: entry.residentPages) * pageSize
        }
        return usage
    }
}
