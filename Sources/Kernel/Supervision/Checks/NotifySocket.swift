import EventLoop
import Glibc

/// The socket a feature speaks sd_notify to: hears `READY=1` and `WATCHDOG=1` from its session only.
final class NotifySocket {
    enum Message: Equatable { case ready, alive }

    private let socket: DatagramSocket

    init(path: String, on loop: Loop, session: @escaping () -> Int32?, hear: @escaping (Message) -> Void) throws(UVError) {
        socket = try DatagramSocket.bind(path: path, on: loop) { bytes, sender in
            guard let sender, let session = session(), Self.belongs(sender, to: session) else { return }
            for message in Self.messages(in: bytes) { hear(message) }
        }
    }

    deinit { close() }

    func close() { socket.close() }

    static func messages(in bytes: [UInt8]) -> [Message] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            if line.elementsEqual("READY=1".utf8) { return .ready }
            return line.elementsEqual("WATCHDOG=1".utf8) ? .alive : nil
        }
    }

    /// `systemd-notify` may have ended before it is looked up: then the user it ran as has to do.
    private static func belongs(_ sender: EventLoop.Stream.Credentials, to session: Int32) -> Bool {
        let sendersSession = getsid(sender.pid)
        if sendersSession >= 0 { return sendersSession == session }
        var status = stat()
        return stat("/proc/\(session)", &status) == 0 && status.st_uid == sender.uid
    }
}
