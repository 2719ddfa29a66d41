import Glibc

/// A door of a hub, written `unix:PATH` or `tcp:PORT` (always of 127.0.0.1).
enum Endpoint {
    case unix(String)
    case tcp(UInt16)

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch (parts[0], UInt16(parts[1])) {
        case ("unix", _): self = .unix(String(parts[1]))
        case ("tcp", let port?): self = .tcp(port)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let port): "tcp:\(port)"
        }
    }

    /// A connected blocking socket, or nil.
    func dial() -> Int32? {
        switch self {
        case .unix(let path): dialUnix(path)
        case .tcp(let port): dialTCP(port)
        }
    }

    private func dialUnix(_ path: String) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return connected(AF_UNIX, &address, MemoryLayout<sockaddr_un>.size)
    }

    private func dialTCP(_ port: UInt16) -> Int32? {
        var address = loopback(port)
        guard let descriptor = connected(AF_INET, &address, MemoryLayout<sockaddr_in>.size) else { return nil }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }

    private func connected<Address>(_ family: Int32, _ address: inout Address, _ size: Int) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(size)) }
        }
        if result == 0 { return descriptor }
        close(descriptor)
        return nil
    }
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
}

/// A TCP port nobody listens on just now.
func freePort() throws(BenchFailure) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1 }
    }
    guard result == 0 else { throw .cannot("no free port: \(String(cString: strerror(errno)))") }
    return UInt16(bigEndian: address.sin_port)
}
