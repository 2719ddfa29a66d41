public import HTTP
public import TUF

/// Metadata by HTTP: one request each, and nothing asked for again.
public struct WebFetcher: Fetcher {
    private let client: HTTPClient
    private let wish: ServerWish

    public init(_ client: HTTPClient, _ wish: ServerWish = ServerWish()) { (self.client, self.wish) = (client, wish) }

    public func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(HTTPError) {
            bytes = try await client.bytes(of: try HTTPURL(url), atMost: limit)
        } catch {
            if case .status(_, _, let after?) = error { wish.retryAfter = after }
            switch error {
            // Stores such as S3 say 403 of what is not there, to those who may not list. (5.3.3)
            case .status(403, _, _), .status(404, _, _): throw .notFound
            case .tooLong: throw .tooLong
            case .badURL, .unreachable, .insecure, .refused, .status, .local, .cancelled: throw .failed("\(error)")
            }
        }
        guard !Self.isPage(bytes) else { throw .failed("a web page came in its place, as where a line wants a login first") }
        return bytes
    }

    /// HTML, or what a server says in it: metadata begins otherwise.
    private static func isPage(_ bytes: [UInt8]) -> Bool {
        let spaces = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        return bytes.first { !spaces.contains($0) } == UInt8(ascii: "<")
    }
}
