import EventLoop
import HTTP
public import Trust

/// The files of a served repository by their names, each by one request: for a command that looks at all of them. Blocks.
public struct RemoteFiles: Sendable {
    /// A file, without its bytes where they were not wanted.
    public struct File: Sendable {
        public let length: Int
        public let digest: Digest
        public let bytes: [UInt8]
    }

    /// Why one cannot be had; that it is not there is no failure.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let description: String
    }

    private let base: String
    private let shownBase: String
    private let settings: HTTPSettings

    /// - Parameter authorities: to be trusted in place of the system's, as PEM.
    public init(_ base: String, authorities: String?) {
        self.base = base
        shownBase = (try? RepositoryAddress(base)).map { "\($0)" } ?? "the repository"
        var settings = HTTPSettings()
        settings.authorities = authorities
        self.settings = settings
    }

    /// For words: without user and password.
    public func url(of path: String) -> String { "\(shownBase)/\(path)" }

    /// At most so long; nil if it is not there.
    public func file(_ path: String, atMost limit: Int, keepingBytes: Bool) throws(Failure) -> File? {
        do throws(HTTPError) {
            let request = HTTPRequest(.get, try HTTPURL("\(base)/\(path)"), maximumBody: limit)
            return try outcome(of: request, keepingBytes).get()
        } catch {
            // Stores such as S3 say 403 of what is not there, to those who may not list.
            if case .status(let code, _, _) = error, code == 404 || code == 403 { return nil }
            throw Failure(description: "\(error)")
        }
    }

    private func outcome(of request: HTTPRequest, _ keepingBytes: Bool) -> Result<File, HTTPError> {
        let settings = settings
        do {
            return try LoopTask.run { loop in
                let client = HTTPClient(on: loop, settings)
                defer { client.close() }
                return await Self.get(request, client, keepingBytes)
            }
        } catch {
            return .failure(.local("\(error)"))
        }
    }

    private static func get(_ request: HTTPRequest, _ client: HTTPClient, _ keepingBytes: Bool) async -> Result<File, HTTPError> {
        var body = ReceivedBody(keepingBytes: keepingBytes)
        do throws(HTTPError) {
            let response = try await client.send(request, into: &body)
            guard response.status == 200, let digest = body.digest() else {
                return .failure(.status(response.status, url: "\(response.url)", retryAfter: response.retryAfter))
            }
            return .success(File(length: body.length, digest: digest, bytes: body.bytes))
        } catch {
            return .failure(error)
        }
    }
}
