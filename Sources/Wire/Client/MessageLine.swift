/// The arguments of MSG (`subject sid [reply] size`) or HMSG (`subject sid [reply] header-size size`).
struct MessageLine: Sendable {
    let subject: String
    let subscription: UInt64
    let reply: String?
    let headerSize: Int
    /// Headers and payload together.
    let size: Int

    init(_ arguments: ArraySlice<UInt8>, hasHeaders: Bool, limit: Int) throws(ServerOperationParser.Failure) {
        var words = arguments.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let sizes = hasHeaders ? 2 : 1
        guard words.count == 2 + sizes || words.count == 3 + sizes else { throw .badArguments }
        guard let size = Self.number(words.removeLast()) else { throw .badArguments }
        guard let headerSize = hasHeaders ? Self.number(words.removeLast()) : 0 else { throw .badArguments }
        guard let subscription = Self.number(words[1]) else { throw .badArguments }
        // A header block holds at least its version line.
        guard headerSize <= size, hasHeaders == (headerSize > 0) else { throw .badArguments }
        guard size <= limit else { throw .payloadTooLarge }
        self.subject = String(decoding: words[0], as: UTF8.self)
        self.subscription = UInt64(subscription)
        self.reply = words.count > 2 ? String(decoding: words[2], as: UTF8.self) : nil
        self.headerSize = headerSize
        self.size = size
    }

    func delivery(of payload: [UInt8]) -> ServerOperation.Delivery {
        .init(subject: subject, subscription: subscription, reply: reply, payload: payload)
    }

    /// Digits only; what does not fit is no number.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
