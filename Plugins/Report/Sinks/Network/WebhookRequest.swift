import Contracts
import Trust

/// What a webhook is sent for one entry: a body and the headers by which its receiver knows whose it is and whether it is new.
struct WebhookRequest: Equatable {
    let headers: [Header]
    let body: [UInt8]

    struct Header: Equatable {
        var name: String
        var value: String
    }

    /// - Parameters:
    ///   - key: the entry's, the same at every attempt.
    ///   - time: of this attempt; seconds since 1970. It is signed too, so that an old request cannot be played again for ever.
    init(key: String, body: [UInt8], secret: Secret, time: Int64) {
        self.body = body
        headers = [
            Header(name: "Content-Type", value: "application/json"),
            Header(name: ReportContract.Header.key, value: key),
            Header(name: ReportContract.Header.time, value: String(time)),
            Header(name: ReportContract.Header.signature, value: Self.signature(body, secret, time)),
        ]
    }

    static func signature(_ body: [UInt8], _ secret: Secret, _ time: Int64) -> String {
        "sha256=" + Hexadecimal.text(HMAC.code(.sha256, key: secret, of: signed(body, time)))
    }

    /// The time, a point, the body.
    static func signed(_ body: [UInt8], _ time: Int64) -> [UInt8] { Array("\(time).".utf8) + body }

    /// What an answer's status means for the entry.
    static func attempt(status: Int, retryAfter: Double?) -> Delivery.Attempt {
        switch status {
        case 200..<300: .delivered
        // These tell of the moment, or of the way there, not of the entry.
        case 401, 403, 404, 407, 408, 425, 429: .failed("status \(status)", retryAfter: retryAfter)
        case 400..<500: .refused("the receiver refuses it with status \(status)")
        default: .failed("status \(status)", retryAfter: retryAfter)
        }
    }
}
