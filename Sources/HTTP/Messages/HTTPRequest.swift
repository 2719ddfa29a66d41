/// What is asked of a server.
public struct HTTPRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public var method: Method
    public var url: HTTPURL
    /// Besides those that every request has: Host, User-Agent, Accept-Encoding, and what belongs to the body.
    public var headers = HTTPHeaders()
    public var body: [UInt8] = []
    /// An answer longer than this is refused, at its head if that says so.
    public var maximumBody: Int

    public init(_ method: Method = .get, _ url: HTTPURL, maximumBody: Int) {
        self.method = method
        self.url = url
        self.maximumBody = maximumBody
    }
}

extension HTTPRequest {
    /// The bytes of its head and body; `proxy` gets the whole URL in the request line. (RFC 9112 §3)
    func bytes(userAgent: String, via proxy: ProxyAddress?) -> [UInt8] {
        var all = HTTPHeaders()
        all.add("Host", url.authority)
        all.add("User-Agent", userAgent)
        // No answer is to be changed on its way: artifacts are counted and digested as they are.
        all.add("Accept-Encoding", "identity")
        if let userInfo = url.userInfo, headers["Authorization"] == nil { all.add("Authorization", BasicCredentials.field(userInfo)) }
        if let proxy { proxy.authorize(&all) }
        if method == .post { all.add("Content-Length", "\(body.count)") }
        for field in headers.fields { all.add(field.name, field.value) }
        let line = "\(method.rawValue) \(proxy == nil ? url.target : "\(url)") HTTP/1.1\r\n"
        return Array(line.utf8) + all.bytes + body
    }
}

extension HTTPHeaders {
    /// Each in its line, and the empty line.
    var bytes: [UInt8] { fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) } + Array("\r\n".utf8) }
}
