import Foundation
import Glibc
import Synchronization

/// A server that says to each caller whatever a test wants, right or wrong; each call has a thread of its own.
public final class RawServer: Sendable {
    public let port: UInt16
    private let listener: Int32
    private let counter = Mutex(0)

    /// `serve` gets the connection and how many there were before it; the connection is closed when `serve` lets go of it.
    public init(_ serve: @escaping @Sendable (RawSocket, Int) throws -> Void) throws {
        (listener, port) = try Self.listen()
        let (listener, next) = (listener, { @Sendable [weak self] in self?.countCaller() })
        Thread {
            while case let caller = accept(listener, nil, nil), caller >= 0 {
                guard let number = next() else {
                    close(caller)
                    break
                }
                // A peer that goes away early is what many tests are about.
                Thread { try? serve(RawSocket(adopting: caller), number) }.start()
            }
            close(listener)
        }.start()
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    public var connectionCount: Int { counter.withLock { $0 } }

    private func countCaller() -> Int {
        counter.withLock {
            $0 += 1
            return $0 - 1
        }
    }

    private static func listen() throws(SystemError) -> (Int32, UInt16) {
        let descriptor = try check(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), "socket")
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) | getsockname(descriptor, $0, &size) }
        }
        guard failed == 0, Glibc.listen(descriptor, 64) == 0 else {
            close(descriptor)
            throw SystemError("listen")
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

extension RawSocket {
    /// The head of the next request, with its empty line; what is there if the other side ends before.
    public func readHead(within time: Duration = Deadline.patience) throws -> String {
        let deadline = Deadline(within: time)
        var text = ""
        while !text.contains("\r\n\r\n"), !isEnded { text += String(decoding: try read(until: deadline), as: UTF8.self) }
        return text
    }
}
