@_exported public import struct Wire.Headers

/// One message as it came from the bus.
public struct Message: Equatable, Sendable {
    public let subject: String
    /// Where an answer is awaited.
    public let reply: String?
    public let headers: Headers?
    public let payload: [UInt8]

    public init(subject: String, reply: String? = nil, headers: Headers? = nil, payload: [UInt8] = []) {
        self.subject = subject
        self.reply = reply
        self.headers = headers
        self.payload = payload
    }

    public var text: String { String(decoding: payload, as: UTF8.self) }

    var size: Int { payload.count + subject.utf8.count }
}

extension Message {
    /// The error this answer to a request on `subject` stands for, if it is one.
    func error(of subject: String) -> BusError? {
        guard let headers else { return nil }
        if let words = headers["Nats-Service-Error"] {
            return .service(ServiceError(headers["Nats-Service-Error-Code"].flatMap { Int($0) } ?? 500, words))
        }
        guard headers.status == 503 else { return nil }
        let words = headers.statusDescription
        return words.isEmpty || words == "No Responders"
            ? .noResponders(subject: subject) : .service(ServiceError(503, words))
    }
}
