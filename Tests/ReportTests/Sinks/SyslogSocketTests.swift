import EventLoop
import Glibc
import Manifests
import Support
import Testing

@testable import Report

@Suite struct SyslogSocketTests {
    private func send(_ text: String, to address: String) async throws -> String? {
        let address = try #require(ReportSettings.Address(address))
        return try await onLoop { loop in await SyslogSocket(address, on: WorkLane(on: loop)).send(text) }
    }

    /// A bound datagram socket, and what it is sent.
    private func hear(_ family: Int32, _ bind: (Int32) throws -> Void, _ body: () async throws -> Void) async throws -> String {
        let receiver = socket(family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(receiver) }
        try bind(receiver)
        try await body()
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func `a message goes to a socket of this machine, and it is told if nobody is there`() async throws {
        let folder = try TemporaryFolder("syslog")
        let path = folder.path("log")
        #expect(try await send("x", to: path) == "\(path): No such file or directory")
        let heard = try await hear(AF_UNIX) { receiver in
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            let result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
            }
            try #require(result == 0)
        } _: {
            let problem = try await send("<28>1 hello", to: path)
            #expect(problem == nil)
        }
        #expect(heard == "<28>1 hello")
    }

    @Test func `and to another machine by UDP`() async throws {
        var port: UInt16 = 0
        let heard = try await hear(AF_INET) { receiver in
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let result = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver, $0, size) | getsockname(receiver, $0, &size) }
            }
            try #require(result == 0)
            port = UInt16(bigEndian: address.sin_port)
        } _: {
            let problem = try await send("<28>1 hello", to: "udp:127.0.0.1:\(port)")
            #expect(problem == nil)
        }
        #expect(heard == "<28>1 hello")
    }
}
