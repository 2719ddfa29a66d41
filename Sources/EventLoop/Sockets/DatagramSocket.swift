import CLibuv
import Glibc

/// A unix datagram socket that hears what is sent to its path, and from whom: sd_notify's other end.
///
/// Datagrams of more than 4096 bytes are refused as a whole; at most 16 are taken a turn. (uv_poll_t, recvmsg, SO_PASSCRED)
public final class DatagramSocket: Handle {
    private let socket: Int32
    private let file: SocketFile
    private var receive: (([UInt8], Stream.Credentials?) -> Void)?
    private static let largest = 4096

    /// Replaces a socket that is at `path` already.
    public static func bind(
        path: String, on loop: Loop, receive: @escaping ([UInt8], Stream.Credentials?) -> Void
    ) throws(UVError) -> DatagramSocket {
        let address = try UnixAddress(path)
        let socket = try Descriptor.socket(AF_UNIX, SOCK_DGRAM)
        try socket.set(SO_PASSCRED, 1)
        SocketFile.removeAny(at: path)
        let file = try address.bind(socket, mode: 0o666)
        return try DatagramSocket(socket, file, on: loop, receive: receive)
    }

    private init(
        _ socket: consuming Descriptor, _ file: SocketFile, on loop: Loop,
        receive: @escaping ([UInt8], Stream.Credentials?) -> Void
    ) throws(UVError) {
        let number = socket.number
        self.socket = number
        self.file = file
        self.receive = receive
        try super.init(UV_POLL, on: loop) { uv_poll_init(loop.raw, $0.assumingMemoryBound(to: uv_poll_t.self), number) }
        _ = socket.take()
        uv_poll_start(memory.assumingMemoryBound(to: uv_poll_t.self), Int32(UV_READABLE.rawValue), datagramsWait)
    }

    deinit { close() }

    override func release() {
        receive = nil
        Glibc.close(socket)
        file.remove()
    }

    /// An error is EAGAIN, or one that the next datagram will not have: an unconnected socket does not break.
    fileprivate func receiveSome() {
        for _ in 0..<16 where !isClosed {
            var sender = roost_credentials()
            var isKnown: Int32 = 0
            let length = roost_receive(socket, loop.readBuffer, Self.largest, &sender, &isKnown)
            if length < 0 { return }
            if length > Self.largest { continue }
            let bytes = [UInt8](UnsafeRawBufferPointer(start: loop.readBuffer, count: length))
            receive?(bytes, isKnown == 0 ? nil : Stream.Credentials(sender))
        }
    }
}

private func datagramsWait(_ poll: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _ events: Int32) {
    guard let owner = poll?.pointee.data else { return }
    Unmanaged<DatagramSocket>.fromOpaque(owner).takeUnretainedValue().receiveSome()
}
