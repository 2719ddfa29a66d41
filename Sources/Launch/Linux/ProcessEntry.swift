import Files
import Glibc

/// One process of this machine as /proc shows it.
package struct ProcessEntry: Equatable, Sendable {
    package let pid: Int32
    package let parent: Int32
    package let group: Int32
    package let session: Int32
    /// Clock ticks since boot: with the pid, the same process and no later one of the same number.
    package let startTime: UInt64
    /// Clock ticks in user and kernel mode.
    package let ticks: UInt64
    package let residentPages: UInt64
    package let isZombie: Bool
    /// Its first thread ends or has ended: some of what /proc says of it is no longer so.
    package let isEnding: Bool

    /// The kernel's PF_EXITING.
    private static let exiting: UInt64 = 4

    package init?(pid: Int32) {
        guard let stat = try? SmallFile.beginning("/proc/\(pid)/stat", atMost: 1024) else { return nil }
        self.init(stat: stat)
    }

    /// The program's name stands in parentheses and may hold anything, parentheses and blanks too.
    package init?(stat: [UInt8]) {
        guard let open = stat.firstIndex(of: UInt8(ascii: "(")), let close = stat.lastIndex(of: UInt8(ascii: ")")), open < close
        else { return nil }
        let fields = stat[(close + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 21 else { return nil }
        func number(_ field: Int) -> UInt64? { UInt64(String(decoding: fields[field], as: UTF8.self)) }
        guard let pid = Int32(String(decoding: stat[..<open].dropLast(), as: UTF8.self)), let parent = number(1),
            let group = number(2), let flags = number(6), let session = number(3), let user = number(11), let system = number(12),
            let start = number(19), let pages = number(21)
        else { return nil }
        (self.pid, self.parent) = (pid, Int32(truncatingIfNeeded: parent))
        (self.group, self.session) = (Int32(truncatingIfNeeded: group), Int32(truncatingIfNeeded: session))
        (startTime, ticks, residentPages) = (start, user &+ system, pages)
        isZombie = fields[0].first == UInt8(ascii: "Z")
        isEnding = isZombie || flags & Self.exiting != 0
    }

    /// Whether it is still the same process.
    package var lives: Bool { ProcessEntry(pid: pid)?.startTime == startTime }

    /// Its environment as it was at its exec, `NAME=value`, each ended by a zero byte; empty if it may not be read.
    package var environment: [UInt8] { (try? SmallFile.beginning("/proc/\(pid)/environ", atMost: 128 << 10)) ?? [] }

    package static func all() -> [ProcessEntry] {
        KernelFile.names(in: "/proc").compactMap { Int32($0).flatMap(ProcessEntry.init(pid:)) }
    }
}
