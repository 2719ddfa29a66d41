/// The way to a server: connections of the same route serve each other's requests.
struct Route: Hashable {
    let scheme: HTTPURL.Scheme
    let host: String
    let port: UInt16
    let proxy: ProxyAddress?

    init(to url: HTTPURL, via proxy: ProxyAddress?) {
        scheme = url.scheme
        host = url.host
        port = url.port
        self.proxy = proxy
    }

    /// Whom to connect to.
    var next: (host: String, port: UInt16) { proxy.map { ($0.url.host, $0.url.port) } ?? (host, port) }

    /// Through a proxy: the tunnel of https ends at the server, so its requests are as without one.
    var isTunnel: Bool { proxy != nil && scheme == .https }
}
