/// An `http://` address, as far as a probe needs it.
struct ProbeURL: Equatable, Sendable {
    let text: String
    let host: String
    let port: String
    /// What the Host header says.
    let authority: String
    /// Path and query.
    let path: String

    /// Nil for other schemes, and for anything that could smuggle a second line into the request.
    init?(parsing text: String) {
        guard text.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let rest = text.dropFirst(7).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count)
        guard let (host, port) = Self.split(authority), !authority.contains("@") else { return nil }
        self.text = text
        self.authority = String(authority)
        self.path = path.hasPrefix("/") ? String(path) : "/\(path)"
        self.host = host
        self.port = port
    }

    /// `name`, `name:port`, `[v6]`, `[v6]:port`.
    private static func split(_ authority: Substring) -> (String, String)? {
        var host = authority.prefix { $0 != ":" }
        var rest = authority.dropFirst(host.count)
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
        }
        let port = rest.isEmpty ? "80" : String(rest.dropFirst())
        guard !host.isEmpty, rest.isEmpty || rest.hasPrefix(":"), UInt16(port) != nil else { return nil }
        return (String(host), port)
    }
}
