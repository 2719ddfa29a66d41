/// What a subject is: tokens between dots, none empty, without white space.
///
/// A subject is handled as bytes, in place: the bus must not make a String of each.
public enum Subject {
    public static let separator = UInt8(ascii: ".")
    public static let anyToken = UInt8(ascii: "*")
    public static let anyTail = UInt8(ascii: ">")

    /// Whether one may subscribe to it: `*` stands for a token, `>` for all tokens to the end.
    public static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
        var hasTail = false
        for token in bytes.split(separator: separator, omittingEmptySubsequences: false) {
            guard let first = token.first, !hasTail else { return false }
            guard !token.contains(where: isSpace) else { return false }
            hasTail = first == anyTail && token.count == 1
        }
        return true
    }

    /// Whether one may publish to it: no token is empty or a wildcard.
    public static func isLiteral(_ bytes: some Collection<UInt8>) -> Bool {
        for token in bytes.split(separator: separator, omittingEmptySubsequences: false) {
            guard let first = token.first else { return false }
            if token.count == 1, first == anyToken || first == anyTail { return false }
        }
        return true
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
