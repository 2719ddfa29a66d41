/// What a guard says to `confirm ID`.
enum GuardAnswer: Equatable {
    /// It is on disk: the release that runs is the one to keep.
    case confirmed(String)
    case refused(String, words: String)

    /// Nil for any other line: a guard may be of another version.
    init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count > 1, Self.isTransaction(words[1]) else { return nil }
        switch words[0] {
        case "confirmed" where words.count == 2: self = .confirmed(String(words[1]))
        case "refused": self = .refused(String(words[1]), words: words.count > 2 ? String(words[2]) : "the guard refused, without a reason")
        default: return nil
        }
    }

    /// At most 64 letters, digits and `-`; `-` alone where there is no transaction.
    static func isTransaction(_ text: some StringProtocol) -> Bool {
        1...64 ~= text.utf8.count
            && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "-") }
    }
}
