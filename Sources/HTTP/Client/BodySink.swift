/// Where a body goes. Reading goes on when a call has returned: a slow sink slows the server down.
///
/// What it throws ends the request.
public protocol BodySink {
    /// The head of the answer whose body follows: the last one's, with a status of 200 to 299.
    mutating func begin(_ response: HTTPResponse) async throws(HTTPError)

    mutating func write(_ bytes: [UInt8]) async throws(HTTPError)
}
