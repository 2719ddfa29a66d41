extension CanonicalJSON {
    /// Where a text stopped being JSON that can be signed.
    public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// Bytes from the start of the text.
        public let offset: Int
        public let reason: Reason

        public enum Reason: String, Sendable {
            case tooLong = "longer than the limit"
            case notUTF8 = "not UTF-8"
            case unexpectedEnd = "unexpected end"
            case unexpectedByte = "unexpected character"
            case badString = "malformed string"
            case badNumber = "not an integer in its shortest form, or too long a one"
            case repeatedName = "a name occurs twice in one object"
            case tooDeep = "nested too deeply"
            case tooMany = "too many values"
            case trailing = "something follows the value"
        }

        public var description: String { "\(reason.rawValue), at byte \(offset)" }
    }

    /// What a text may cost its reader.
    public struct Bounds: Sendable {
        public var bytes: Int
        /// Values inside values: deeper ones are refused, so a hostile text cannot exhaust the stack.
        public var depth = 32
        /// Values and names in all, which is what memory goes to.
        public var values = 500_000

        public init(bytes: Int) { self.bytes = bytes }
    }

    public init(parsing bytes: [UInt8], within bounds: Bounds) throws(SyntaxError) {
        guard bytes.count <= bounds.bytes else { throw SyntaxError(offset: bounds.bytes, reason: .tooLong) }
        // Once for the whole text: each string in it is valid UTF-8 then.
        guard String(validating: bytes, as: UTF8.self) != nil else { throw SyntaxError(offset: 0, reason: .notUTF8) }
        var reader = CanonicalReader(bytes, bounds)
        self = try reader.document()
    }
}
