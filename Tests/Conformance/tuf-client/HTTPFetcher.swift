import HTTP
import TUF

/// The network through Roost's own HTTP client: one GET, nothing tried again.
struct HTTPFetcher: Fetcher {
    private let client: HTTPClient

    init(_ client: HTTPClient) { self.client = client }

    func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
        do throws(HTTPError) {
            return try await client.bytes(of: HTTPURL(url), atMost: limit)
        } catch {
            switch error {
            // Storage services that do not list their files say 403 for what is not there.
            case .status(404, _, _), .status(403, _, _): throw .notFound
            case .tooLong: throw .tooLong
            default: throw .failed("\(error)")
            }
        }
    }
}
