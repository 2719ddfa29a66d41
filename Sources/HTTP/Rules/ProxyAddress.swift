/// An HTTP proxy.
public struct ProxyAddress: Hashable, Sendable {
    let url: HTTPURL

    /// `http://[user:password@]host[:port]`, the scheme by default.
    public init(_ text: String) throws(HTTPError) {
        url = try HTTPURL(text.utf8.contains(UInt8(ascii: "/")) ? text : "http://\(text)")
        guard url.scheme == .http else { throw .badURL("the proxy \(url) is not spoken to over https; give its http port") }
    }

    func authorize(_ headers: inout HTTPHeaders) {
        if let userInfo = url.userInfo { headers.add("Proxy-Authorization", BasicCredentials.field(userInfo)) }
    }

    /// The request for a tunnel. (RFC 9110 §9.3.6)
    func tunnelRequest(to target: HTTPURL, userAgent: String) -> [UInt8] {
        var headers = HTTPHeaders()
        headers.add("Host", target.endpoint)
        headers.add("User-Agent", userAgent)
        authorize(&headers)
        return Array("CONNECT \(target.endpoint) HTTP/1.1\r\n".utf8) + headers.bytes
    }
}
