// For SOCK_STREAM, which Glibc's module lacks.
import CLibuv
import Glibc

/// A unix socket's name in the file system: 1 to 107 bytes.
struct UnixAddress {
    let path: String
    private var address = sockaddr_un()

    init(_ path: String) throws(UVError) {
        self.path = path
        let bytes = path.utf8
        guard !bytes.isEmpty, !bytes.contains(0) else { throw .invalidArgument }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .nameTooLong }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    }

    /// Binds the socket and gives its file this mode: before listen nobody can connect, so there is no moment of a wrong mode.
    func bind(_ socket: borrowing Descriptor, mode: UInt16) throws(UVError) -> SocketFile {
        try checkCall(call(Glibc.bind, socket.number))
        do {
            try checkCall(chmod(path, mode_t(mode)))
            return try SocketFile(path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// A socket file whose owner is gone refuses connections.
    var isStale: Bool {
        guard let probe = try? Descriptor.socket(AF_UNIX, SOCK_STREAM) else { return false }
        return call(Glibc.connect, probe.number) < 0 && errno == ECONNREFUSED
    }

    private func call(_ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ socket: Int32) -> Int32 {
        withUnsafeBytes(of: address) {
            function(socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
    }
}
