/// Where an answer sends us, and what may be carried there.
enum RedirectRule {
    /// The request to follow with; nil if this answer is the last. (RFC 9110 §15.4)
    ///
    /// Only what changes nothing on the server is asked again by itself.
    static func next(after response: HTTPResponse, of request: HTTPRequest) throws(HTTPError) -> HTTPRequest? {
        guard [301, 302, 303, 307, 308].contains(response.status), request.method == .get else { return nil }
        guard let location = response.headers["Location"] else { return nil }
        var next = request
        next.url = try request.url.resolving(location)
        if request.url.scheme == .https, next.url.scheme == .http {
            throw .refused("\(request.url) sends us to \(next.url), which is not secure")
        }
        if next.url.hasSameOrigin(as: request.url) {
            next.url.userInfo = next.url.userInfo ?? request.url.userInfo
        } else {
            for name in ["Authorization", "Cookie", "Proxy-Authorization"] { next.headers.remove(name) }
        }
        return next
    }
}
