import Glibc

/// Which requests go through which proxy, as the environment of most programs says it.
public struct ProxyRules: Sendable {
    private let http: String?
    private let https: String?
    private let exceptions: [Exception]

    /// `http_proxy`, in lower case only, as a web server sets HTTP_PROXY to what a stranger sent; `https_proxy` and `no_proxy` in both.
    public init(environment variable: (String) -> String?) {
        func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        http = value("http_proxy")
        https = value("https_proxy") ?? value("HTTPS_PROXY")
        let list = value("no_proxy") ?? value("NO_PROXY") ?? ""
        exceptions = list.split { $0 == "," || $0 == " " }.map { Exception($0) }
    }

    public static let none = ProxyRules { _ in nil }

    /// Of this process. (getenv)
    public static var environment: ProxyRules { ProxyRules { name in getenv(name).map { String(cString: $0) } } }

    func proxy(for url: HTTPURL) throws(HTTPError) -> ProxyAddress? {
        guard let address = url.scheme == .http ? http : https, !exceptions.contains(where: { $0.covers(url) }) else { return nil }
        return try ProxyAddress(address)
    }
}

/// `*`, a host, or a domain with all below it, with or without a leading dot; a port if it is for that only.
private struct Exception {
    let host: String
    let port: UInt16?

    init(_ text: Substring) {
        let colon = text.lastIndex(of: ":")
        // Two colons make an IPv6 address, unless it is in brackets.
        let isAddress = text.utf8.count { $0 == UInt8(ascii: ":") } > 1 && !text.contains("]")
        let port = isAddress ? nil : colon.flatMap { UInt16(text[text.index(after: $0)...]) }
        let name = port == nil ? text : text[..<(colon ?? text.endIndex)]
        host = name.lowercased().filter { $0 != "[" && $0 != "]" }
        self.port = port
    }

    func covers(_ url: HTTPURL) -> Bool {
        if let port, port != url.port { return false }
        let domain = host.hasPrefix(".") ? String(host.dropFirst()) : host
        return host == "*" || url.host == domain || (!domain.isEmpty && url.host.hasSuffix("." + domain))
    }
}
