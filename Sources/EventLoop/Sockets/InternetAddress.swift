import CLibuv
import Glibc

/// A numeric IPv4 or IPv6 address and a port. (uv_ip4_addr, uv_ip6_addr)
struct InternetAddress {
    private var storage = sockaddr_storage()

    init(host: String, port: UInt16) throws(UVError) {
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

    var family: Int32 { Int32(storage.ss_family) }

    /// Where sockaddr_in and sockaddr_in6 have it alike.
    var port: UInt16 {
        withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }

    var host: String {
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
