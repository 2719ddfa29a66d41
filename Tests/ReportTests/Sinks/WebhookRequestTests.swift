import Testing
import Trust

@testable import Report

@Suite struct WebhookRequestTests {
    private let secret = Secret("s3cret".utf8)

    /// `printf '1795651200.{"a":1}' | openssl dgst -sha256 -hmac s3cret`
    @Test func `the signature is what openssl makes of the time, a point and the body`() {
        let request = WebhookRequest(key: "r1-7", body: Array(#"{"a":1}"#.utf8), secret: secret, time: 1_795_651_200)
        #expect(
            request.headers == [
                .init(name: "Content-Type", value: "application/json"), .init(name: "Idempotency-Key", value: "r1-7"),
                .init(name: "Roost-Timestamp", value: "1795651200"),
                .init(name: "Roost-Signature", value: "sha256=001c47fdff6745df0b5c93358e8f84f7bb1e695e55b3cc7507b808cdae7c1dc0"),
            ])
    }

    @Test func `another time, body or secret makes another signature`() {
        let all = [
            WebhookRequest.signature([1], secret, 1), WebhookRequest.signature([1], secret, 2), WebhookRequest.signature([2], secret, 1),
            WebhookRequest.signature([1], Secret([0]), 1),
        ]
        #expect(Set(all).count == 4)
    }

    @Test(arguments: [200, 201, 204, 299])
    func `a success is delivered`(_ status: Int) { #expect(WebhookRequest.attempt(status: status, retryAfter: nil) == .delivered) }

    @Test(arguments: [301, 302, 401, 403, 404, 408, 429, 500, 502, 503, 599, 0, -1, 999])
    func `what may be better later is tried again`(_ status: Int) {
        #expect(WebhookRequest.attempt(status: status, retryAfter: 7) == .failed("status \(status)", retryAfter: 7))
    }

    @Test(arguments: [400, 409, 410, 413, 422])
    func `what the receiver says is wrong is not sent for ever`(_ status: Int) {
        #expect(WebhookRequest.attempt(status: status, retryAfter: nil) == .refused("the receiver refuses it with status \(status)"))
    }
}
