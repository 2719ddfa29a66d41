import Glibc

/// The way to the service manager: sd_notify's datagrams to NOTIFY_SOCKET. Does nothing where there is none.
final class Notifier {
    private let socket: Int32
    private var address = sockaddr_un()
    private var length = socklen_t(0)
    /// Milliseconds between two signs of life; nil if none are wanted.
    private let interval: Int64?
    private var last: Int64?
    private var isReady = false

    init() {
        interval = Self.interval
        if let path = Environment.value("NOTIFY_SOCKET"), Self.fill(&address, &length, with: path) {
            socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        } else {
            socket = -1
        }
    }

    deinit { if socket >= 0 { close(socket) } }

    /// C function: `sendto`. A manager that takes nothing now gets nothing: it must not hold the guard up.
    func tell(_ text: String) {
        guard socket >= 0 else { return }
        let bytes = Array(text.utf8)
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let (length, socket) = (length, socket)
        withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = sendto(socket, bytes, bytes.count, flags, $0, length) }
        }
    }

    func tellReady(_ words: String) {
        isReady = true
        tell("READY=1\nSTATUS=\(words)")
    }

    /// Tells that all is well, if that is due. Before readiness a manager watches its own start-up time instead, so that is extended.
    func beat(at steady: Int64) {
        guard let interval, last.map({ steady - $0 >= interval }) ?? true else { return }
        last = steady
        tell(isReady ? "WATCHDOG=1" : "WATCHDOG=1\nEXTEND_TIMEOUT_USEC=\(interval * 2_000)")
    }

    /// How long to sleep at most.
    var longestWait: Int64 { interval.map { max(1, min($0 / 2, 1_000)) } ?? 1_000 }

    /// Half of WATCHDOG_USEC, if it is meant for this process.
    private static var interval: Int64? {
        if let pid = Environment.value("WATCHDOG_PID"), Number.read(Array(pid.utf8)[...]) != Int64(getpid()) { return nil }
        guard let text = Environment.value("WATCHDOG_USEC"), let time = Number.read(Array(text.utf8)[...]), time > 0 else { return nil }
        return max(1, time / 2_000)
    }

    /// A path, or a name in the abstract space, which begins with @.
    private static func fill(_ address: inout sockaddr_un, _ length: inout socklen_t, with path: String) -> Bool {
        var bytes = Array(path.utf8)
        guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        if bytes[0] == 0x40 { bytes[0] = 0 }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (bytes[0] == 0 ? 0 : 1))
        return true
    }
}
