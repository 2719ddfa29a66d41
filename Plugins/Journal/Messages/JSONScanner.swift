/// One pass over a JSON text (RFC 8259): finds out that it is one, and where the members of its outermost object are.
struct JSONScanner {
    /// Where it stopped being JSON, in bytes from its start, and why.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let offset: Int
        let reason: StaticReason

        enum StaticReason: String {
            case end = "it ends too early"
            case unexpected = "unexpected character"
            case string = "malformed string"
            case number = "malformed number"
            case depth = "nested too deeply"
            case trailing = "something follows the value"
            case encoding = "not UTF-8"
        }

        var description: String { "not JSON at byte \(offset): \(reason.rawValue)" }
    }

    private let bytes: ArraySlice<UInt8>
    private let maximumDepth: Int
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>, maximumDepth: Int) {
        (self.bytes, self.maximumDepth, position) = (bytes, maximumDepth, bytes.startIndex)
    }

    /// The value's place in the bytes, without the white space around it.
    mutating func scan(member: (String, Range<Int>) -> Void) throws(Failure) -> Range<Int> {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw failure(.encoding) }
        skipSpace()
        let start = position
        if peek() == UInt8(ascii: "{") { try object(depth: 0, member) } else { try value(depth: 0) }
        let end = position
        skipSpace()
        guard position == bytes.endIndex else { throw failure(.trailing) }
        return start..<end
    }

    private mutating func value(depth: Int) throws(Failure) {
        guard depth < maximumDepth else { throw failure(.depth) }
        switch peek() {
        case UInt8(ascii: "{"): try object(depth: depth) { _, _ in }
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case nil: throw failure(.end)
        default: try number()
        }
    }

    private mutating func object(depth: Int, _ member: (String, Range<Int>) -> Void) throws(Failure) {
        position += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return }
        repeat {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw failure(peek() == nil ? .end : .unexpected) }
            let start = position
            try string()
            let name = bytes[(start + 1)..<(position - 1)]
            skipSpace()
            try require(UInt8(ascii: ":"))
            skipSpace()
            let value = position
            try self.value(depth: depth + 1)
            if depth == 0 { member(String(decoding: name, as: UTF8.self), value..<position) }
            skipSpace()
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "}"))
    }

    private mutating func array(depth: Int) throws(Failure) {
        position += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return }
        repeat {
            skipSpace()
            try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "]"))
    }

    private mutating func word(_ text: StaticString) throws(Failure) {
        for index in 0..<text.utf8CodeUnitCount { try require(text.utf8Start[index]) }
    }

    private mutating func string() throws(Failure) {
        position += 1
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20: throw failure(.string)
            default: break
            }
        }
        throw failure(.end)
    }

    private mutating func escape() throws(Failure) {
        guard let byte = peek() else { throw failure(.end) }
        position += 1
        guard byte == UInt8(ascii: "u") else {
            guard "\"\\/bfnrt".utf8.contains(byte) else { throw failure(.string) }
            return
        }
        for _ in 0..<4 {
            guard let digit = peek(), UnicodeScalar(digit).properties.isASCIIHexDigit else { throw failure(.string) }
            position += 1
        }
    }

    private mutating func number() throws(Failure) {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure(peek() == nil ? .end : .number) }
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func peek() -> UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func require(_ byte: UInt8) throws(Failure) {
        guard take(byte) else { throw failure(peek() == nil ? .end : .unexpected) }
    }

    private func failure(_ reason: Failure.StaticReason) -> Failure { Failure(offset: position - bytes.startIndex, reason: reason) }
}
