/// The line on which each key of a TOML text stands: the parser knows positions of syntax errors only.
///
/// Keys are dotted paths (`ready.by`); of a repeated key the first line counts. Keys inside inline tables stand on
/// their table's line, which is where they are in the text as well. Never fails: what it does not understand it skips.
struct KeyLines {
    private var lines: [String: Int] = [:]
    /// The first line whose table header begins with what no key can begin with: the TOML parser aborts on those.
    private(set) var badHeader: Int?

    init(_ text: [UInt8]) {
        var scanner = Scanner(text: text)
        while let (path, line) = scanner.nextKey() { lines[path] = lines[path] ?? line }
        badHeader = scanner.badHeader
    }

    /// The line of `path`, else of the table it should be in, else 1.
    subscript(path: String) -> Int {
        if let line = lines[path] { return line }
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return 1 }
        return self[String(path[..<dot])]
    }
}

/// Walks over a TOML text, statement by statement.
private struct Scanner {
    let text: [UInt8]
    private var position = 0
    private var line = 1
    /// Dotted, with a dot at its end; empty at the top.
    private var table = ""
    private(set) var badHeader: Int?

    init(text: [UInt8]) { self.text = text }

    /// The next table header or key, with its line.
    mutating func nextKey() -> (path: String, line: Int)? {
        skipBlank()
        guard position < text.count else { return nil }
        let found = line
        if text[position] == UInt8(ascii: "[") {
            skipBrackets()
            let path = keyPath()
            table = path + "."
            skipValue()
            return (path, found)
        }
        let path = table + keyPath()
        skipValue()
        return (path, found)
    }

    private var peek: UInt8? { position < text.count ? text[position] : nil }

    private mutating func skipBlank() {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "#"):
                skipComment()
                continue
            default: return
            }
            position += 1
        }
    }

    /// Steps into `[table]` or `[[table]]`.
    private mutating func skipBrackets() {
        position += text[position...].starts(with: "[[".utf8) ? 2 : 1
        while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { position += 1 }
        let isKey = peek.map { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        if isKey != true { badHeader = badHeader ?? line }
    }

    private mutating func skipComment() {
        while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// A key up to `=`, `]` or the line's end, without its blanks and quotes.
    private mutating func keyPath() -> String {
        var path: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "="), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                path.append(contentsOf: quoted())
            } else {
                if byte > 0x20 { path.append(byte) }
                position += 1
            }
        }
        return String(decoding: path, as: UTF8.self)
    }

    /// To the end of the statement: the line's end outside strings and brackets.
    private mutating func skipValue() {
        var depth = 0
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                _ = quoted()
                continue
            case UInt8(ascii: "#"):
                skipComment()
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\n") where depth <= 0: return
            case UInt8(ascii: "\n"): line += 1
            default: break
            }
            position += 1
        }
    }

    /// Steps over a string of any of the four kinds and returns what is between its quotes.
    private mutating func quoted() -> ArraySlice<UInt8> {
        let quote = text[position]
        let isLong = text[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        let start = position
        while let byte = peek {
            if isLong ? text[position...].starts(with: [quote, quote, quote]) : byte == quote { break }
            if byte == UInt8(ascii: "\n") {
                guard isLong else { return text[start..<position] }
                line += 1
            }
            let isEscape = byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") && position + 1 < text.count
            position += isEscape && text[position + 1] != UInt8(ascii: "\n") ? 2 : 1
        }
        let end = position
        position = min(text.count, position + (isLong ? 3 : 1))
        return text[start..<end]
    }
}
