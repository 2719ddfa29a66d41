/// Which part of the whole a 206 brings. (RFC 9110 §14.4)
struct ContentRange: Equatable {
    let first: Int
    let last: Int
    /// Nil if the server does not say.
    let whole: Int?

    /// Of `bytes 0-499/1234` or `bytes 0-499/*`; nil for all else.
    init?(_ field: String) {
        guard field.hasPrefix("bytes ") else { return nil }
        let words = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2 else { return nil }
        let ends = words[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else { return nil }
        whole = Self.number(words[1])
        guard words[1] == "*" || whole.map({ last < $0 }) == true else { return nil }
        (self.first, self.last) = (first, last)
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy(\.isDigit) ? Int(digits) : nil
    }
}
