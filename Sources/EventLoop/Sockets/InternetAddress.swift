import CLibuv
import Glibc

/// A numeric IPv4 or IPv6 address and a port. (uv_ip4_addr, uv_ip6_addr)
public struct InternetAddress: Sendable {
    private var storage = sockaddr_storage()

    public init(host: String, port: UInt16) throws(UVError) {
        let isV4 = withUnsafeMutableBytes(of: &storage) {
            uv_ip4_addr(host, Int32(port), $0.baseAddress!.assumingMemoryBound(to: sockaddr_in.self)) == 0
        }
        if isV4 { return }
        try check(
            withUnsafeMutableBytes(of: &storage) {
                uv_ip6_addr(host, Int32(port), $0.baseAddress!.assumingMemoryBound(to: sockaddr_in6.self))
            })
    }

    /// The address `read` fills in: getsockname, uv_tcp_getpeername.
    init(_ read: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<Int32>) -> Int32) throws(UVError) {
        var size = Int32(MemoryLayout<sockaddr_storage>.size)
        try check(
            withUnsafeMutableBytes(of: &storage) {
                read($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &size)
            })
    }

    /// As the resolver has it; nil for a family that is neither.
    init?(_ found: addrinfo) {
        guard found.ai_family == AF_INET || found.ai_family == AF_INET6, let address = found.ai_addr else { return nil }
        let size = min(Int(found.ai_addrlen), MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutableBytes(of: &storage) { $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: size)) }
    }

    var family: Int32 { Int32(storage.ss_family) }

    public var isIPv6: Bool { family == AF_INET6 }

    /// Where sockaddr_in and sockaddr_in6 have it alike.
    public var port: UInt16 {
        withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }

    func at(port: UInt16) -> InternetAddress {
        var other = self
        withUnsafeMutableBytes(of: &other.storage) { $0.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self) }
        return other
    }

    public var host: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            let result = withAddress { address, _ in
                family == AF_INET
                    ? uv_ip4_name(UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_in.self), text.baseAddress!, 64)
                    : uv_ip6_name(UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_in6.self), text.baseAddress!, 64)
            }
            return result == 0 ? String(cString: text.baseAddress!) : ""
        }
    }

    func withAddress<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafeBytes(of: storage) {
            let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
            return body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
        }
    }
}

extension InternetAddress: Hashable {
    public static func == (one: InternetAddress, other: InternetAddress) -> Bool {
        one.withAddress { one, size in other.withAddress { other, otherSize in size == otherSize && memcmp(one, other, Int(size)) == 0 } }
    }

    public func hash(into hasher: inout Hasher) {
        withAddress { hasher.combine(bytes: UnsafeRawBufferPointer(start: $0, count: Int($1))) }
    }
}
