extension HTTPClient {
    /// A whole small body, as metadata is; all that is not an answer of 200 is an error, a 404 is ``HTTPError/status(_:url:retryAfter:)``.
    public func bytes(of url: HTTPURL, atMost limit: Int) async throws(HTTPError) -> [UInt8] {
        var body = BodyBytes()
        let response = try await send(HTTPRequest(.get, url, maximumBody: limit), into: &body)
        guard response.status == 200 else {
            throw .status(response.status, url: "\(response.url)", retryAfter: response.retryAfter)
        }
        return body.bytes
    }
}
