import Glibc

extension RawSocket {
    /// Connects to a port of this machine.
    public convenience init(port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let descriptor = try Self.connect(AF_INET, &address, MemoryLayout<sockaddr_in>.size)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        self.init(adopting: descriptor)
    }

    /// Connects to a unix socket.
    public convenience init(path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw SystemError("connect \(path)", code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        self.init(adopting: try Self.connect(AF_UNIX, &address, MemoryLayout<sockaddr_un>.size))
    }

    private static func connect(_ family: Int32, _ address: UnsafeRawPointer, _ size: Int) throws(SystemError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = try check(socket(family, kind, 0), "socket")
        let generic = address.assumingMemoryBound(to: sockaddr.self)
        guard Glibc.connect(descriptor, generic, socklen_t(size)) == 0 else {
            defer { close(descriptor) }
            throw SystemError("connect")
        }
        return descriptor
    }
}

/// A port of this machine that nobody listened on a moment ago.
public func freePort() throws(SystemError) -> UInt16 {
    let descriptor = try check(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), "socket")
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failed = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) | getsockname(descriptor, $0, &size) }
    }
    guard failed == 0 else { throw SystemError("bind") }
    return UInt16(bigEndian: address.sin_port)
}
