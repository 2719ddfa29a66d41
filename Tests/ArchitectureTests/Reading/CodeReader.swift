/// Reads Swift text and leaves out comments and what stands between quotes, line for line.
///
/// Simple on purpose: a quote inside a raw literal may mislead it, never further than to the end of that line.
struct CodeReader {
    private enum Place { case code, lineComment, blockComment, text, longText }

    private var place = Place.code
    private var line: [UInt8] = []
    private var lines: [String] = []

    static func lines(of text: String) -> [String] {
        var reader = CodeReader()
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count { index += reader.take(bytes[index...].prefix(3)) }
        reader.endLine()
        return reader.lines
    }

    /// Takes one byte or mark, and returns how many bytes that were.
    private mutating func take(_ next: ArraySlice<UInt8>) -> Int {
        if next.first == UInt8(ascii: "\n") { return endLine() }
        switch place {
        case .code: return takeCode(next)
        case .lineComment: return 1
        case .blockComment: return end(at: "*/", next)
        case .longText: return end(at: "\"\"\"", next)
        case .text where next.first == UInt8(ascii: "\\"): return 2
        case .text: return end(at: "\"", next)
        }
    }

    private mutating func takeCode(_ next: ArraySlice<UInt8>) -> Int {
        for (mark, opened) in [("//", Place.lineComment), ("/*", .blockComment), ("\"\"\"", .longText), ("\"", .text)]
        where next.starts(with: mark.utf8) {
            place = opened
            return mark.utf8.count
        }
        line += next.prefix(1)
        return 1
    }

    private mutating func end(at mark: String, _ next: ArraySlice<UInt8>) -> Int {
        guard next.starts(with: mark.utf8) else { return 1 }
        place = .code
        return mark.utf8.count
    }

    @discardableResult
    private mutating func endLine() -> Int {
        if place == .lineComment || place == .text { place = .code }
        lines.append(String(decoding: line, as: UTF8.self))
        line = []
        return 1
    }
}
