import CLibuv
import Glibc

/// A socket that waits for connections.
///
/// When descriptors run out, callers wait in the backlog and accepting goes on a little later: no one is dropped, nothing spins.
/// At most 16 callers are taken a turn. (uv_poll_t, accept)
public final class Listener: Handle {
    /// The TCP port, chosen by the system if 0 was asked for; 0 for a unix socket.
    public let port: UInt16
    private let socket: Int32
    private let file: SocketFile?
    private var accept: ((Stream) -> Void)?
    private var retry: Timer?
    private static let retryDelay: UInt64 = 100

    /// A unix socket at `path`; a file left by a dead owner is replaced, a live one's is not (EADDRINUSE). (bind, chmod, listen)
    public static func unix(
        path: String, mode: UInt16, on loop: Loop, accept: @escaping (Stream) -> Void
    ) throws(UVError) -> Listener {
        let address = try UnixAddress(path)
        let socket = try Descriptor.socket(AF_UNIX, SOCK_STREAM)
        let file: SocketFile
        do {
            file = try address.bind(socket, mode: mode)
        } catch {
            guard error == .addressInUse, address.isStale else { throw error }
            try checkCall(unlink(path))
            file = try address.bind(socket, mode: mode)
        }
        return try Listener(socket, file: file, port: 0, on: loop, accept: accept)
    }

    /// A numeric address; port 0 lets the system choose. (bind, listen)
    public static func tcp(
        host: String, port: UInt16, on loop: Loop, accept: @escaping (Stream) -> Void
    ) throws(UVError) -> Listener {
        let address = try InternetAddress(host: host, port: port)
        let socket = try Descriptor.socket(address.family, SOCK_STREAM)
        try socket.set(SO_REUSEADDR, 1)
        try checkCall(address.withAddress { bind(socket.number, $0, $1) })
        let number = socket.number
        let bound = try InternetAddress { address, size in
            var length = socklen_t(size.pointee)
            return getsockname(number, address, &length) == 0 ? 0 : -errno
        }
        return try Listener(socket, file: nil, port: bound.port, on: loop, accept: accept)
    }

    private init(
        _ socket: consuming Descriptor, file: SocketFile?, port: UInt16, on loop: Loop, accept: @escaping (Stream) -> Void
    ) throws(UVError) {
        let number = socket.number
        try checkCall(listen(number, 511))
        self.port = port
        self.file = file
        self.accept = accept
        self.socket = number
        try super.init(UV_POLL, on: loop) { uv_poll_init(loop.raw, $0.assumingMemoryBound(to: uv_poll_t.self), number) }
        _ = socket.take()
        retry = Timer(on: loop) { [unowned self] in startAccepting() }
        startAccepting()
    }

    deinit { close() }

    override func release() {
        accept = nil
        retry?.close()
        Glibc.close(socket)
        file?.remove()
    }

    private func startAccepting() {
        uv_poll_start(memory.assumingMemoryBound(to: uv_poll_t.self), Int32(UV_READABLE.rawValue), callersWait)
    }

    private func pauseAccepting() {
        uv_poll_stop(memory.assumingMemoryBound(to: uv_poll_t.self))
        retry?.start(after: Self.retryDelay)
    }

    fileprivate func acceptSome() {
        for _ in 0..<16 where !isClosed {
            let caller = Glibc.accept(socket, nil, nil)
            if caller >= 0 {
                welcome(caller)
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR, errno != ECONNABORTED {
                return pauseAccepting()
            }
        }
    }

    /// A caller that cannot be made a stream is hung up on by the failing ``Stream/adopt(_:on:)``.
    private func welcome(_ caller: Int32) {
        guard let stream = try? Stream.adopt(caller, on: loop) else { return }
        accept?(stream)
    }
}

private func callersWait(_ poll: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _ events: Int32) {
    guard let owner = poll?.pointee.data else { return }
    Unmanaged<Listener>.fromOpaque(owner).takeUnretainedValue().acceptSome()
}
