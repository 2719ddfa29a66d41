/// What a subject is: tokens between dots, none empty, without white space.
///
/// A subject is handled as bytes, in place: the bus must not make a String of each.
public enum Subject {
    public static let separator = UInt8(ascii: ".")
    public static let anyToken = UInt8(ascii: "*")
    public static let anyTail = UInt8(ascii: ">")

    /// Whether one may subscribe to it: `*` stands for a token, `>` for all tokens to the end.
    public static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !bytes.contains(where: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return false }
        var tokens = SubjectTokens(bytes)
        var hasTail = false
        while let token = tokens.next() {
            guard !token.isEmpty, !hasTail else { return false }
            hasTail = token.isOnly(anyTail)
        }
        return true
    }

    /// Whether one may publish to it: no token is empty or a wildcard.
    public static func isLiteral(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var tokens = SubjectTokens(bytes)
        while let token = tokens.next() {
            if token.isEmpty || token.isOnly(anyToken) || token.isOnly(anyTail) { return false }
        }
        return true
    }

    public static func isValid(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { isValid($0) } }

    public static func isLiteral(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { isLiteral($0) } }
}

extension SubjectTokens {
    /// Whether none of those left is empty.
    mutating func areWhole() -> Bool {
        while let token = next() {
            if token.isEmpty { return false }
        }
        return true
    }
}

extension UnsafeRawBufferPointer {
    func isOnly(_ byte: UInt8) -> Bool { count == 1 && self[0] == byte }
}
