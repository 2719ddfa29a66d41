/// What a stream is called: `[a-z0-9.-]{1,100}`, its first part the feature it belongs to.
struct StreamName: Hashable, Sendable {
    let text: String

    init?(_ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var isEmpty = true
        for byte in text.utf8 {
            let isPoint = byte == UInt8(ascii: ".")
            guard isPoint ? !isEmpty : Self.isAllowed(byte) else { return nil }
            isEmpty = isPoint
        }
        guard !isEmpty else { return nil }
        self.text = text
    }

    /// The journal's own, of outcomes and recoveries.
    static let journal = StreamName("journal")!

    var owner: Substring { Substring(text.utf8.prefix { $0 != UInt8(ascii: ".") }) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
