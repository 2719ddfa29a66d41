import Glibc

/// CPU a process has used, all its threads, in nanoseconds: exact, where /proc/PID/stat counts ticks of 10 ms (clock_getcpuclockid).
func cpuNanoseconds(of pid: pid_t) -> Int {
    var clock = clockid_t()
    var used = timespec()
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &used) == 0 else { return 0 }
    return used.tv_sec * 1_000_000_000 + used.tv_nsec
}

/// Resident and proportional kilobytes of a process. From smaps_rollup: VmRSS of /proc/PID/status lags behind by up to 64 pages a CPU.
func memory(of pid: pid_t) -> (rss: Int, pss: Int) {
    let lines = contents(of: "/proc/\(pid)/smaps_rollup")?.split(separator: "\n") ?? []
    func field(_ name: String) -> Int {
        lines.first { $0.hasPrefix(name) }?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
    return (field("Rss:"), field("Pss:"))
}

/// The most it ever had resident, in kilobytes.
func peakMemory(of pid: pid_t) -> Int {
    let lines = contents(of: "/proc/\(pid)/status")?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
        ?? 0
}

/// Each living process with its parent and command's name.
func processes() -> [(pid: pid_t, parent: pid_t, name: String)] {
    names(in: "/proc").compactMap { entry in
        guard let pid = pid_t(entry), let stat = contents(of: "/proc/\(entry)/stat"),
            let opening = stat.firstIndex(of: "("), let closing = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: closing)...].split(separator: " ")
        guard fields.count > 1, fields[0] != "Z", let parent = pid_t(fields[1]) else { return nil }
        return (pid, parent, String(stat[stat.index(after: opening)..<closing]))
    }
}

func descendants(of ancestor: pid_t, among all: [(pid: pid_t, parent: pid_t, name: String)] = processes()) -> Set<pid_t> {
    var found: Set<pid_t> = [ancestor]
    var before = 0
    while found.count > before {
        before = found.count
        for process in all where found.contains(process.parent) { found.insert(process.pid) }
    }
    return found.subtracting([ancestor])
}

func loadAverage() -> String {
    (contents(of: "/proc/loadavg") ?? "?").split(separator: " ").first.map(String.init) ?? "?"
}
