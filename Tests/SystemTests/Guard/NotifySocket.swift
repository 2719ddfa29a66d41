import Glibc
import Support

/// A service manager's end of sd_notify.
final class NotifySocket {
    private let descriptor: Int32
    private(set) var heard: [String] = []

    /// A path, or a name that begins with @.
    init(_ name: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = name.hasPrefix("@") ? [0] + name.utf8.dropFirst() : Array(name.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard descriptor >= 0, bound == 0 else { throw SystemError("bind \(name)") }
    }

    deinit { close(descriptor) }

    /// Takes in what has come.
    func listen() {
        var datagram = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &datagram, datagram.count, Int32(MSG_DONTWAIT)), count > 0 {
            heard.append(String(decoding: datagram[..<count], as: UTF8.self))
        }
    }

    func wait(for what: String, until condition: ([String]) -> Bool) throws {
        try Deadline.wait(for: "\(what); heard \(heard)") {
            listen()
            return condition(heard)
        }
    }
}
