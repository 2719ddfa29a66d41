import Glibc

/// What a guard gave this process in its environment: its end of the link, and the slot that was started.
///
/// Both are taken out of the environment, and the descriptor closes on exec: nothing that the host starts inherits them.
struct GuardInheritance: Equatable {
    /// A connected unix stream socket; nil where no guard watches, or what it gave is of no use.
    private(set) var descriptor: Int32?
    /// Why the descriptor that was named is not used.
    private(set) var problem: String?
    /// `a`, `b` or `factory`, if the guard said so.
    let slot: String?

    /// C functions: `getenv`, `unsetenv`.
    static func take() -> GuardInheritance {
        GuardInheritance(descriptor: takeVariable("ROOST_GUARD_FD"), slot: takeVariable("ROOST_SLOT"))
    }

    private static func takeVariable(_ name: String) -> String? {
        defer { unsetenv(name) }
        return getenv(name).map { String(cString: $0) }
    }

    init(descriptor: String?, slot: String?) {
        self.slot = slot.flatMap { ["a", "b", "factory"].contains($0) ? $0 : nil }
        guard let descriptor else { return }
        guard let number = Int32(descriptor), number > STDERR_FILENO else {
            problem = "ROOST_GUARD_FD names no descriptor above 2"
            return
        }
        problem = Self.flaw(of: number)
        if problem == nil { self.descriptor = number }
    }

    /// Anything but one end of a socketpair would be written to in vain, or never end. C functions: `fcntl`, `getsockopt`.
    private static func flaw(of number: Int32) -> String? {
        let name = "descriptor \(number), which ROOST_GUARD_FD names,"
        guard fcntl(number, F_GETFD) >= 0 else { return "\(name) is not open" }
        guard option(SO_DOMAIN, of: number) == AF_UNIX, option(SO_TYPE, of: number) == Int32(SOCK_STREAM.rawValue) else {
            return "\(name) is no unix stream socket"
        }
        var peer = sockaddr()
        var size = socklen_t(MemoryLayout<sockaddr>.size)
        guard getpeername(number, &peer, &size) == 0 else { return "\(name) is not connected" }
        return fcntl(number, F_SETFD, FD_CLOEXEC) == 0 ? nil : "\(name) cannot be kept from features"
    }

    private static func option(_ option: Int32, of number: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(number, SOL_SOCKET, option, &value, &size) == 0 ? value : nil
    }
}
