import EventLoop
import Glibc

/// The other end of a stream's socketpair, as blocking system calls.
final class Peer {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    static func pair(on loop: Loop) throws -> (Stream, Peer) {
        let (stream, child) = try Stream.pair(on: loop)
        return (stream, Peer(child))
    }

    @discardableResult
    func send(_ text: String) -> Int { Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } }

    /// As much as goes without blocking.
    @discardableResult
    func flood(_ count: Int) -> Int {
        let bytes = [UInt8](repeating: 7, count: count)
        return bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, count, Int32(MSG_DONTWAIT)) }
    }

    func receive(_ count: Int = 65536) -> String {
        var bytes = [UInt8](repeating: 0, count: count)
        let length = Glibc.read(descriptor, &bytes, count)
        return String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
    }

    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }
}

extension ReadEvent {
    var text: String {
        switch self {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .end: "<end>"
        case .failed(let error): "<\(error.name)>"
        }
    }
}
