import Glibc
import Support

/// A process of this machine, as /proc shows it.
struct MachineProcess: Hashable {
    let pid: Int32

    /// Dead ones that nobody has reaped yet do not live.
    var lives: Bool {
        let stat = readText("/proc/\(pid)/stat")
        guard let close = stat.lastIndex(of: ")") else { return false }
        return !stat[close...].dropFirst(2).hasPrefix("Z")
    }

    var environment: [Substring] { readText("/proc/\(pid)/environ").split(separator: "\0") }

    /// The control groups it is in that belong to a host.
    var hostGroups: [String] {
        readText("/proc/\(pid)/cgroup").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2].contains("/roost-") else { return nil }
            return "/sys/fs/cgroup/\(fields[1].isEmpty ? "unified" : fields[1])\(fields[2])"
        }
    }

    /// Everything that lives and was started by the host of this home, however far it went.
    static func all(markedBy home: String, feature: String? = nil) -> [MachineProcess] {
        all.filter { process in
            let environment = process.environment
            guard environment.contains("ROOST_HOME=\(home)"), process.lives else { return false }
            return feature.map { environment.contains("ROOST_FEATURE=\($0)") } ?? true
        }
    }

    /// Everything that lives and has this in its environment.
    static func all(holding variable: String) -> [MachineProcess] {
        all.filter { $0.environment.contains(Substring(variable)) && $0.lives }
    }

    private static var all: [MachineProcess] {
        guard let proc = opendir("/proc") else { return [] }
        defer { closedir(proc) }
        var found: [MachineProcess] = []
        while let entry = readdir(proc) {
            let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
            if let pid = Int32(String(cString: start.assumingMemoryBound(to: CChar.self))) { found.append(MachineProcess(pid: pid)) }
        }
        return found
    }
}

extension Deadline {
    /// Waits until a process writes its number into a file, whole.
    static func waitForNumber(in file: String, within time: Duration = patience) throws -> Int32 {
        var number: Int32?
        try wait(for: "a number in \(file)", within: time) {
            let text = readText(file)
            number = text.hasSuffix("\n") ? Int32(text.dropLast()) : nil
            return number != nil
        }
        return number!
    }
}
