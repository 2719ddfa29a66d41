import Glibc

/// One process of this machine as /proc shows it.
struct ProcessEntry: Equatable, Sendable {
    let pid: Int32
    let group: Int32
    let session: Int32
    /// Clock ticks since boot: with the pid, the same process and no later one of the same number.
    let startTime: UInt64
    let isZombie: Bool

    init?(pid: Int32) {
        guard let stat = ProcFile.read("/proc/\(pid)/stat", atMost: 1024) else { return nil }
        self.init(stat: stat)
    }

    /// The program's name stands in parentheses and may hold anything, parentheses and blanks too.
    init?(stat: [UInt8]) {
        guard let open = stat.firstIndex(of: UInt8(ascii: "(")), let close = stat.lastIndex(of: UInt8(ascii: ")")), open < close
        else { return nil }
        let fields = stat[(close + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, let pid = Int32(Self.text(stat[..<open].dropLast())), let group = Int32(Self.text(fields[2])),
            let session = Int32(Self.text(fields[3])), let start = UInt64(Self.text(fields[19]))
        else { return nil }
        (self.pid, self.group, self.session, startTime) = (pid, group, session, start)
        isZombie = fields[0].first == UInt8(ascii: "Z")
    }

    /// Whether it is still the same process.
    var lives: Bool { ProcessEntry(pid: pid)?.startTime == startTime }

    /// Its environment as it was at its exec, `NAME=value`, each ended by a zero byte; empty if it may not be read.
    var environment: [UInt8] { ProcFile.read("/proc/\(pid)/environ", atMost: 128 << 10) ?? [] }

    static func all() -> [ProcessEntry] {
        guard let proc = opendir("/proc") else { return [] }
        defer { closedir(proc) }
        var entries: [ProcessEntry] = []
        while let entry = readdir(proc) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = Int32(name), let process = ProcessEntry(pid: pid) { entries.append(process) }
        }
        return entries
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
