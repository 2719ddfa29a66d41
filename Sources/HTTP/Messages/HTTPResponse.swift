/// The head of a server's answer.
public struct HTTPResponse: Equatable, Sendable {
    public let status: Int
    public let headers: HTTPHeaders
    /// Where it came from in the end.
    public let url: HTTPURL
    /// Of the body as it says itself; nil if it does not.
    public let contentLength: Int?

    public var isSuccess: Bool { (200...299).contains(status) }

    /// What names these very bytes: a strong ETag, never a weak one, nor a date, which two versions may share. (RFC 9110 §8.8.1)
    public var strongValidator: String? {
        headers["ETag"].flatMap { Self.isStrongValidator($0) ? $0 : nil }
    }

    static func isStrongValidator(_ tag: String) -> Bool {
        guard tag.hasPrefix("\""), tag.hasSuffix("\""), (2...256).contains(tag.utf8.count) else { return false }
        return tag.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// How long the server asks to be left alone, by seconds or by a date, which is counted from its own. (RFC 9110 §10.2.3)
    ///
    /// Our clock is not asked: a router may believe it is 1970. A week at most.
    public var retryAfter: Duration? {
        guard let field = headers["Retry-After"] else { return nil }
        let seconds: Int64?
        if let count = Int64(field) {
            seconds = count
        } else if let date = HTTPDate(field), let now = headers["Date"].flatMap(HTTPDate.init) {
            seconds = date.seconds - now.seconds
        } else {
            seconds = nil
        }
        return seconds.map { .seconds(min(max(0, $0), 7 * 86_400)) }
    }
}
