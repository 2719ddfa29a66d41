import Glibc

/// One run of the host, told from all others by its kernel's process: `BOOT PID START`, on one line.
struct HostRun: Equatable, Sendable {
    let text: String

    /// Nil unless it is whole.
    init?(_ text: String) {
        guard text.hasSuffix("\n"), text.split(separator: " ").count == 3 else { return nil }
        self.text = text
    }

    init(boot: String, pid: Int32, start: String) { text = "\(boot) \(pid) \(start)\n" }

    /// The one that started this process; nil where /proc does not tell. (getppid)
    static var current: HostRun? {
        let pid = getppid()
        guard let boot, let status = contents(of: "/proc/\(pid)/stat") else { return nil }
        return HostRun(boot: boot, pid: pid, status: status)
    }

    /// From the lines that Linux has for a boot and a process. The process's name, in parentheses, may hold anything.
    init?(boot: String, pid: Int32, status: String) {
        let boot = boot.prefix { $0 != "\n" }
        let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
        // Number 22 of proc(5), starttime; the second is where these begin.
        guard !boot.isEmpty, fields.count > 20 else { return nil }
        self.init(boot: String(boot), pid: pid, start: String(fields[20]))
    }

    /// Linux's name for this boot; nil where /proc does not tell.
    static let boot = contents(of: "/proc/sys/kernel/random/boot_id").flatMap { $0.split(separator: "\n").first.map(String.init) }

    private static func contents(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
