/// What a stream is called: `[a-z0-9.-]{1,100}`, its first part the feature it belongs to.
struct StreamName: Hashable, Sendable {
    let text: String

    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 100, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAllowed) }) else { return nil }
        self.text = text
    }

    /// The journal's own, of outcomes and recoveries.
    static let journal = StreamName("journal")!

    var owner: Substring { text.prefix { $0 != "." } }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
