extension JSON {
    /// Where a text stopped being JSON.
    public struct SyntaxError: Error, Equatable, Sendable {
        /// Bytes from the start of the text.
        public let offset: Int
        public let reason: StaticReason

        public enum StaticReason: String, Sendable {
            case unexpectedEnd = "unexpected end"
            case unexpectedByte = "unexpected character"
            case badString = "malformed string"
            case badNumber = "malformed number"
            case tooDeep = "nested too deeply"
            case tooMany = "too many values"
            case trailing = "something follows the value"
        }
    }

    /// Values inside values that a text may hold: deeper ones are refused, so a hostile text cannot exhaust the stack.
    public static let maximumDepth = 32

    /// - Parameter maximumValues: of all kinds together, at any depth. Read, a value takes many times the two bytes it may be written in:
    ///   whoever takes long texts from outside says how many there can be.
    public init(
        parsing bytes: UnsafeRawBufferPointer, maximumDepth: Int = maximumDepth, maximumValues: Int = .max
    ) throws(SyntaxError) {
        var reader = JSONReader(bytes, maximumDepth, maximumValues)
        self = try reader.document()
    }

    public init(parsing bytes: [UInt8], maximumValues: Int = .max) throws(SyntaxError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(SyntaxError) in try JSON(parsing: buffer, maximumValues: maximumValues) }
        }
        self = try result.get()
    }
}

/// One pass over a JSON text.
private struct JSONReader {
    private let bytes: UnsafeRawBufferPointer
    private let maximumDepth: Int
    private var valuesLeft: Int
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer, _ maximumDepth: Int, _ maximumValues: Int) {
        (self.bytes, self.maximumDepth, valuesLeft) = (bytes, maximumDepth, maximumValues)
    }

    mutating func document() throws(JSON.SyntaxError) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.trailing) }
        return value
    }

    private mutating func value(depth: Int) throws(JSON.SyntaxError) -> JSON {
        guard depth < maximumDepth else { throw failure(.tooDeep) }
        guard valuesLeft > 0 else { throw failure(.tooMany) }
        valuesLeft -= 1
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSON.SyntaxError) -> JSON {
        var members: [JSON.Member] = []
        position += 1
        skipSpace()
        if try take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard try peek() == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
            let name = try string()
            skipSpace()
            guard try take(UInt8(ascii: ":")) else { throw failure(.unexpectedByte) }
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
        } while try take(UInt8(ascii: ","))
        guard try take(UInt8(ascii: "}")) else { throw failure(.unexpectedByte) }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSON.SyntaxError) -> JSON {
        var elements: [JSON] = []
        position += 1
        skipSpace()
        if try take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while try take(UInt8(ascii: ","))
        guard try take(UInt8(ascii: "]")) else { throw failure(.unexpectedByte) }
        return .array(elements)
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
        let word = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes.dropFirst(position).starts(with: word) else { throw failure(.unexpectedByte) }
        position += word.count
        return value
    }

    private mutating func number() throws(JSON.SyntaxError) -> JSON {
        let start = position
        var isInteger = true
        scan: while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"): isInteger = false
            default: break scan
            }
            position += 1
        }
        guard position > start else { throw failure(.unexpectedByte) }
        // 64 digits are more than any number of ours needs; the bound keeps a hostile one cheap.
        guard position - start <= 64 else { throw failure(.badNumber) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard digits.first != UInt8(ascii: "0") || digits.count == 1 || !isDigit(digits.dropFirst().first) else {
            throw failure(.badNumber)
        }
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else { throw failure(.badNumber) }
        return .double(double)
    }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false }

    private mutating func string() throws(JSON.SyntaxError) -> String {
        position += 1
        let start = position
        while try peek() != UInt8(ascii: "\"") {
            guard bytes[position] >= 0x20 else { throw failure(.badString) }
            guard bytes[position] != UInt8(ascii: "\\") else { return try escapedString(from: start) }
            position += 1
        }
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func escapedString(from start: Int) throws(JSON.SyntaxError) -> String {
        var text = Array(bytes[start..<position])
        while try peek() != UInt8(ascii: "\"") {
            let byte = bytes[position]
            guard byte >= 0x20 else { throw failure(.badString) }
            position += 1
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: try escape().utf8)
            } else {
                text.append(byte)
            }
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape() throws(JSON.SyntaxError) -> String {
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure(.badString)
        }
    }

    /// `\uXXXX`, and the second half of a surrogate pair; a lone surrogate becomes U+FFFD, as in encoding/json.
    private mutating func unicodeEscape() throws(JSON.SyntaxError) -> String {
        let first = try hexadecimal()
        if let scalar = UnicodeScalar(first) { return String(scalar) }
        guard first < 0xDC00, bytes.dropFirst(position).starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return "\u{FFFD}" }
        position += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
        let scalar = UnicodeScalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        return scalar.map(String.init) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(JSON.SyntaxError) -> UInt32 {
        guard bytes.count - position >= 4 else { throw failure(.unexpectedEnd) }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        // Int's own reader would take a sign.
        guard digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"), let value = UInt32(digits, radix: 16) else {
            throw failure(.badString)
        }
        position += 4
        return value
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func peek() throws(JSON.SyntaxError) -> UInt8 {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func take(_ byte: UInt8) throws(JSON.SyntaxError) -> Bool {
        guard try peek() == byte else { return false }
        position += 1
        return true
    }

    private func failure(_ reason: JSON.SyntaxError.StaticReason) -> JSON.SyntaxError {
        JSON.SyntaxError(offset: position, reason: reason)
    }
}
