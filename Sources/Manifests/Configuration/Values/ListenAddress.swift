import Glibc

/// A numeric address and a port, as in `127.0.0.1:4222` or `[::1]:4222`.
public struct ListenAddress: Equatable, Sendable {
    public let host: String
    /// 0 for any free port.
    public let port: UInt16

    /// `localhost` is 127.0.0.1; other names are none, since the kernel asks no DNS.
    public init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = text[text.utf8.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else { return nil }
        var host = text[..<colon]
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
            host = host.dropFirst().dropLast()
            guard Self.isNumeric(host, AF_INET6) else { return nil }
        } else {
            if host == "localhost" { host = "127.0.0.1" }
            guard Self.isNumeric(host, AF_INET) else { return nil }
        }
        self.host = String(host)
        self.port = port
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { host == "::1" || host.utf8.starts(with: "127.".utf8) }

    /// As it is written.
    public var text: String { Self.text(host, port) }

    /// IPv6 in brackets.
    public static func text(_ host: String, _ port: UInt16) -> String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// C function: `inet_pton`.
    private static func isNumeric(_ host: Substring, _ family: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 4) { inet_pton(family, String(host), $0.baseAddress!) == 1 }
    }
}
