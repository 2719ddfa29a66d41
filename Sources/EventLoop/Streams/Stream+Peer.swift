import CLibuv
import Glibc

extension Stream {
    /// Who is at the other end of a unix socket, as of its connecting.
    public struct Credentials: Equatable, Sendable {
        public let pid: Int32
        public let uid: UInt32
        public let gid: UInt32

        init(_ known: roost_credentials) {
            pid = known.pid
            uid = known.uid
            gid = known.gid
        }
    }

    /// (SO_PEERCRED)
    public func peerCredentials() throws(UVError) -> Credentials {
        var peer = roost_credentials()
        var size = socklen_t(MemoryLayout<roost_credentials>.size)
        try checkCall(getsockopt(try descriptor(), SOL_SOCKET, SO_PEERCRED, &peer, &size))
        return Credentials(peer)
    }

    /// The process that connected a unix socket, which `pid` names. `noSuchProcess` if it is gone. (SO_PEERPIDFD, pidfd_open)
    public func peerProcess(_ pid: Int32) throws(UVError) -> PeerProcess {
        let made = roost_peer_process(try descriptor(), pid)
        switch made {
        // Of one that has been reaped already.
        case -EINVAL, -ENODATA: throw .noSuchProcess
        // Linux before 5.3 has no such descriptors.
        case -ENOSYS: return PeerProcess(pid: pid, descriptor: -1)
        default: return PeerProcess(pid: pid, descriptor: try check(made))
        }
    }

    /// A TCP peer's numeric address. (uv_tcp_getpeername)
    public var remoteAddress: (host: String, port: UInt16)? {
        guard isTCP, !isClosed else { return nil }
        let tcp = tcp
        guard let address = try? InternetAddress({ uv_tcp_getpeername(tcp, $0, $1) }) else { return nil }
        return (address.host, address.port)
    }

    /// Sends small writes at once; means nothing to other streams than TCP's. (uv_tcp_nodelay)
    public func setNoDelay(_ isOn: Bool) {
        if isTCP, !isClosed { uv_tcp_nodelay(tcp, isOn ? 1 : 0) }
    }

    private func descriptor() throws(UVError) -> Int32 {
        guard !isClosed else { throw .badDescriptor }
        var descriptor: uv_os_fd_t = -1
        try check(uv_fileno(raw, &descriptor))
        return descriptor
    }
}
