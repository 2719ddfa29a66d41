import Contracts
import EventLoop
import HTTP
import Trust

/// By POST to a web server, signed, under a key by which it knows what it has seen already.
final class WebhookSink: Sink {
    private let url: Result<HTTPURL, HTTPError>
    private let secret: Secret
    private let client: HTTPClient
    private let now: () -> Double

    init(url: String, secret: Secret, on loop: Loop, _ settings: HTTPSettings = patient, now: @escaping () -> Double = Clock.wall) {
        self.url = Result { () throws(HTTPError) in try HTTPURL(url) }
        (self.secret, self.now) = (secret, now)
        client = HTTPClient(on: loop, settings)
    }

    deinit { client.close() }

    /// All of it within a delivery's patience.
    private static var patient: HTTPSettings {
        var settings = HTTPSettings()
        (settings.connect, settings.firstByte, settings.stall) = (.seconds(8), .seconds(14), .seconds(5))
        return settings
    }

    /// Of the answer nothing but its head is looked at.
    private static let longestAnswer = 64 << 10

    func deliver(_ entry: ReportContract.Entry) async -> Delivery.Attempt {
        var answer = Answer()
        do throws(HTTPError) {
            let response = try await client.send(try request(entry), into: &answer)
            return WebhookRequest.attempt(status: response.status, retryAfter: response.retryAfter.map { Double($0.components.seconds) })
        } catch {
            // It said yes, whatever came behind that.
            return answer.isYes ? .delivered : .failed(error.description, retryAfter: nil)
        }
    }

    private func request(_ entry: ReportContract.Entry) throws(HTTPError) -> HTTPRequest {
        var request = HTTPRequest(.post, try url.get(), maximumBody: .max)
        let signed = WebhookRequest(key: entry.key, body: Array(JSONLine.text(entry).utf8), secret: secret, time: Int64(now()))
        for header in signed.headers { request.headers.add(header.name, header.value) }
        request.body = signed.body
        return request
    }

    /// Its head says all there is to know; of the rest no more is taken than is polite.
    private struct Answer: BodySink {
        private(set) var isYes = false
        private var count = 0

        mutating func begin(_ response: HTTPResponse) { isYes = true }

        mutating func write(_ bytes: [UInt8]) throws(HTTPError) {
            count += bytes.count
            if count > WebhookSink.longestAnswer { throw .tooLong("the answer") }
        }
    }
}
