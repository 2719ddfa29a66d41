import Glibc
import Manifests

/// A socket for each message: a daemon that was restarted is found again, and messages are rare.
actor SyslogSocket {
    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let address: ReportSettings.Address

    init(_ address: ReportSettings.Address, on lane: any SerialExecutor) { (self.address, self.lane) = (address, lane) }

    /// Nil, or why not, in words.
    func send(_ text: String) -> String? {
        switch address {
        case .socket(let path): send(text, toSocket: path)
        case .udp(let host, let port): send(text, to: host, port)
        }
    }

    /// (sendto)
    private func send(_ text: String, toSocket path: String) -> String? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return "\(path) is too long for a socket" }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                datagram(text, AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), shownAs: path)
            }
        }
    }

    /// The first address that takes it. (getaddrinfo)
    private func send(_ text: String, to host: String, _ port: UInt16) -> String? {
        var hints = addrinfo()
        (hints.ai_family, hints.ai_socktype) = (AF_UNSPEC, Int32(SOCK_DGRAM.rawValue))
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &list)
        guard code == 0 else { return "\(host): \(String(cString: gai_strerror(code)))" }
        defer { freeaddrinfo(list) }
        var problem: String? = "\(host) has no address"
        var next = list
        while let found = next?.pointee {
            problem = datagram(text, found.ai_family, found.ai_addr, found.ai_addrlen, shownAs: "\(host):\(port)")
            if problem == nil { return nil }
            next = found.ai_next
        }
        return problem
    }

    private func datagram(
        _ text: String, _ family: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t, shownAs name: String
    ) -> String? {
        let socket = Glibc.socket(family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return "no socket: \(String(cString: strerror(errno)))" }
        defer { close(socket) }
        let bytes = Array(text.utf8)
        let sent = sendto(socket, bytes, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), address, size)
        return sent == bytes.count ? nil : "\(name): \(String(cString: strerror(errno)))"
    }
}
