import Foundation

/// A TCP server on a free port of one loopback address: accepts one client at a time and says one fixed answer.
final class TestServer: Sendable {
    let port: UInt16
    private let file: Int32

    /// Nil accepts nobody: the port answers, the program behind it does not.
    init(answer: String?) throws {
        file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let file = file
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(file, $0, size)
                _ = listen(file, 8)
                _ = getsockname(file, $0, &size)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        if let answer { Thread.detachNewThread { Self.serve(file, answer) } }
    }

    deinit {
        shutdown(file, Int32(SHUT_RDWR))
        close(file)
    }

    private static func serve(_ file: Int32, _ answer: String) {
        while case let client = accept(file, nil, nil), client >= 0 {
            var bytes = [UInt8](repeating: 0, count: 4096)
            _ = read(client, &bytes, bytes.count)
            _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            close(client)
        }
    }
}
