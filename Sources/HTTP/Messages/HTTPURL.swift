import EventLoop

/// An http or https URL, whose path and query are used byte for byte as they were given: nothing is decoded, encoded or tidied.
public struct HTTPURL: Hashable, Sendable {
    public enum Scheme: String, Sendable {
        case http, https

        var defaultPort: UInt16 { self == .http ? 80 : 443 }
    }

    public let scheme: Scheme
    /// Lower case; an IPv6 address without its brackets.
    public let host: String
    public let port: UInt16
    /// `user:password`, percent-encoded as it came. Sent to this host only, and never shown.
    var userInfo: String?
    /// Path and query, as they stand in a request line. Begins with a slash.
    public let target: String

    private static let longest = 8192

    public init(_ text: String) throws(HTTPError) {
        guard text.utf8.count <= Self.longest else { throw .badURL("longer than \(Self.longest) bytes") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badURL("\(Self.printable(text)) holds a space or a character that must be percent-encoded")
        }
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
            throw .badURL("\(Self.printable(text)) has no scheme")
        }
        guard let scheme = Scheme(rawValue: text[..<colon].lowercased()) else {
            throw .badURL("\(Self.printable(String(text[..<colon]))):// is not http or https")
        }
        let rest = text[colon...].dropFirst(3).prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = try Authority(rest[..<end], shownAs: Self.printable(text))
        self.scheme = scheme
        host = authority.host
        port = authority.port ?? scheme.defaultPort
        userInfo = authority.userInfo
        target = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
    }

    init(scheme: Scheme, host: String, port: UInt16, target: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
        userInfo = nil
    }

    /// Host and port as a Host field has them: the port only where it is not the scheme's own.
    var authority: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    /// With the port in any case, as CONNECT wants it.
    var endpoint: String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    func hasSameOrigin(as other: HTTPURL) -> Bool { scheme == other.scheme && host == other.host && port == other.port }

    /// What may be shown of a text that is no URL: nobody can tell where a password ends in it, so all before the last `@` may be one.
    private static func printable(_ text: String) -> String {
        var shown = Array(text.utf8)
        if let at = shown.lastIndex(of: UInt8(ascii: "@")) {
            let scheme = ["http://", "https://"].first { text.hasPrefix($0) } ?? ""
            shown.replaceSubrange(...at, with: scheme.utf8)
        }
        return String(decoding: shown.prefix(100).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}

extension HTTPURL: CustomStringConvertible {
    /// Without user and password: fit for a log.
    public var description: String { "\(scheme.rawValue)://\(authority)\(target)" }
}

/// `[user[:password]@]host[:port]`.
private struct Authority {
    let userInfo: String?
    let host: String
    let port: UInt16?

    init(_ text: Substring, shownAs url: String) throws(HTTPError) {
        let at = text.lastIndex(of: "@")
        userInfo = at.map { String(text[..<$0]) }
        let place = at.map { text[text.index(after: $0)...] } ?? text
        let end = place.hasPrefix("[") ? place.firstIndex(of: "]").map { place.index(after: $0) } : place.firstIndex(of: ":")
        host = place[..<(end ?? place.endIndex)].lowercased().trimmingBrackets
        guard Self.isHost(host, isBracketed: place.hasPrefix("[")) else { throw .badURL("\(url) names no host") }
        let rest = end.map { place[$0...] } ?? ""
        guard rest.isEmpty || rest.hasPrefix(":") else { throw .badURL("\(url) names no host") }
        port = rest.count > 1 && rest.dropFirst().utf8.allSatisfy(\.isDigit) ? UInt16(rest.dropFirst()) : nil
        guard port != 0, rest.count <= 1 || port != nil else { throw .badURL("\(url) names no port") }
    }

    /// RFC 1035's length; underscores are found in real names.
    private static func isHost(_ host: String, isBracketed: Bool) -> Bool {
        if isBracketed { return host.utf8.contains(UInt8(ascii: ":")) && (try? InternetAddress(host: host, port: 0)) != nil }
        let isName = host.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
        return isName && (1...253).contains(host.utf8.count)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension String {
    fileprivate var trimmingBrackets: String { hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self }
}
