/// One pass over a JSON text that is known to be UTF-8.
struct CanonicalReader {
    /// Far above any number of the format; the bound keeps a hostile one cheap.
    static let maximumDigits = 256

    private let bytes: [UInt8]
    private let bounds: CanonicalJSON.Bounds
    private var values = 0
    private(set) var position = 0

    init(_ bytes: [UInt8], _ bounds: CanonicalJSON.Bounds) {
        self.bytes = bytes
        self.bounds = bounds
    }

    mutating func document() throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.trailing) }
        return value
    }

    private mutating func value(depth: Int) throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        guard depth < bounds.depth else { throw failure(.tooDeep) }
        try count()
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

    private mutating func object(depth: Int) throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        var members: [CanonicalJSON.Member] = []
        position += 1
        skipSpace()
        if try take("}") { return .object(CanonicalJSON.Object()) }
        repeat {
            skipSpace()
            guard try peek() == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
            try count()
            let name = try string()
            skipSpace()
            guard try take(":") else { throw failure(.unexpectedByte) }
            members.append(CanonicalJSON.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
        } while try take(",")
        guard try take("}") else { throw failure(.unexpectedByte) }
        guard let object = CanonicalJSON.Object(members) else { throw failure(.repeatedName) }
        return .object(object)
    }

    private mutating func array(depth: Int) throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        var elements: [CanonicalJSON] = []
        position += 1
        skipSpace()
        if try take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while try take(",")
        guard try take("]") else { throw failure(.unexpectedByte) }
        return .array(elements)
    }

    private mutating func word(_ text: StaticString, _ value: CanonicalJSON) throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        let word = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: word) else { throw failure(.unexpectedByte) }
        position += word.count
        return value
    }

    /// Canonical JSON has integers only: a fraction or an exponent is refused, since nobody could tell what its signer saw.
    private mutating func number() throws(CanonicalJSON.SyntaxError) -> CanonicalJSON {
        let start = position
        _ = try take("-")
        let first = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        guard position > first else { throw failure(.unexpectedByte) }
        let hasLeadingZero = bytes[first] == UInt8(ascii: "0") && position - first > 1
        let isFraction = position < bytes.count && [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position])
        guard !hasLeadingZero, !isFraction, position - first <= Self.maximumDigits else { throw failure(.badNumber) }
        let text = ExactText(unchecked: Array(bytes[start..<position]))
        return Int(text.string).map(CanonicalJSON.integer) ?? .largeInteger(text)
    }

    private mutating func string() throws(CanonicalJSON.SyntaxError) -> ExactText {
        position += 1
        var start = position
        var text: [UInt8] = []
        while true {
            let byte = try peek()
            guard byte >= 0x20 else { throw failure(.badString) }
            let isEnd = byte == UInt8(ascii: "\"")
            if isEnd || byte == UInt8(ascii: "\\") { text += bytes[start..<position] }
            position += 1
            if isEnd { return ExactText(unchecked: text) }
            if byte == UInt8(ascii: "\\") {
                text += try escape().utf8
                start = position
            }
        }
    }
}

extension CanonicalReader {
    private mutating func escape() throws(CanonicalJSON.SyntaxError) -> String {
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return String(try unicodeEscape())
        default: throw failure(.badString)
        }
    }

    /// `\uXXXX`, and the second half of a surrogate pair. Half a pair alone is refused: it has no UTF-8, so nobody can have signed it.
    private mutating func unicodeEscape() throws(CanonicalJSON.SyntaxError) -> UnicodeScalar {
        let first = try hexadecimal()
        if let scalar = UnicodeScalar(first) { return scalar }
        guard first < 0xDC00, try take("\\"), try take("u") else { throw failure(.badString) }
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second), let scalar = UnicodeScalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw failure(.badString) }
        return scalar
    }

    private mutating func hexadecimal() throws(CanonicalJSON.SyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(try peek())).hexDigitValue else { throw failure(.badString) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func count() throws(CanonicalJSON.SyntaxError) {
        values += 1
        guard values <= bounds.values else { throw failure(.tooMany) }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private func peek() throws(CanonicalJSON.SyntaxError) -> UInt8 {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func take(_ byte: UnicodeScalar) throws(CanonicalJSON.SyntaxError) -> Bool {
        guard try peek() == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private func failure(_ reason: CanonicalJSON.SyntaxError.Reason) -> CanonicalJSON.SyntaxError {
        CanonicalJSON.SyntaxError(offset: position, reason: reason)
    }
}
