import Files
import Glibc
import Manifests
import Release
import Wire

/// The machine as it is now, looked at where disks may be waited for.
actor Surroundings {
    /// What was seen.
    struct Sight: Sendable {
        var freeDisk: Int64
        var freeMemory: Int64
        var windows: [Question.NamedWindow]
    }

    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let home: String
    private let zones: String

    init(home: String, zones: String = "/usr/share/zoneinfo", on lane: any SerialExecutor) {
        (self.home, self.zones, self.lane) = (home, zones, lane)
    }

    /// What cannot be found out counts as nothing: then it is asked again later.
    func look(at windows: [Policy.Window]) -> Sight {
        let memory = (try? SmallFile.whole("/proc/meminfo", atMost: 16 << 10)).flatMap {
            Self.available(String(decoding: $0, as: UTF8.self))
        }
        return Sight(freeDisk: freeDisk() ?? 0, freeMemory: memory ?? 0, windows: windows.map(named))
    }

    /// What others than root may still write. (statvfs)
    private func freeDisk() -> Int64? {
        var status = statvfs()
        guard statvfs(home, &status) == 0 else { return nil }
        let (bytes, isTooMuch) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
        return isTooMuch ? .max : bytes
    }

    private func named(_ window: Policy.Window) -> Question.NamedWindow {
        let zone = LocalTime(window.zone) { [zones] in try? SmallFile.whole("\(zones)/\($0)", atMost: ZoneFile.largest) }
        return .init(name: window.zone, window: zone.map { MaintenanceWindow(cron: window.cron, length: window.length, zone: $0) })
    }

    /// proc(5): `MemAvailable:   1234 kB`.
    static func available(_ text: String) -> Int64? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        guard let words = line?.split(separator: " "), words.count == 3, let kilobytes = Int64(words[1]), kilobytes >= 0 else { return nil }
        return kilobytes.multipliedReportingOverflow(by: 1024).partialValue
    }
}

extension Surroundings {
    /// Before this was written, the beginning of 2026: a clock that is behind it has not been set. A later one counts as set, as far
    /// ahead as it may be: nothing that could be asked here knows better, and updates are not to wait for ever.
    static let earliest = 1_767_225_600.0

    /// Seconds since 1970. (clock_gettime)
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func facts(_ sight: Sight, core: String, epoch: Int, now: Double) -> HostFacts {
        HostFacts(
            architecture: Architecture.current, core: SemanticVersion(core), epoch: max(0, epoch), freeDisk: sight.freeDisk,
            freeMemory: sight.freeMemory, hasTime: now >= earliest)
    }
}
