import TOMLKit

/// Text that is to be TOML, made safe for the parser.
enum TOMLText {
    private static let longestLine = 8192
    static let largestFile = 64 * 1024

    /// Why it cannot be read as TOML.
    struct Flaw: Error {
        let line: Int
        let reason: String
        let remedy: String
    }

    /// The table it says, and where its keys stand.
    static func read(_ text: [UInt8]) throws(Flaw) -> (table: TOMLTable, lines: KeyLines) {
        guard text.count <= largestFile else { throw Flaw(line: 1, reason: "the file is larger than 64 KiB", remedy: "shorten it") }
        if let (line, reason) = flaw(in: text) { throw Flaw(line: line, reason: reason, remedy: "save it as plain UTF-8 text") }
        let lines = KeyLines(text)
        if let line = lines.badHeader { throw Flaw(line: line, reason: "not TOML: the table has no name", remedy: "write [name]") }
        do {
            return (try TOMLTable(string: String(decoding: text, as: UTF8.self)), lines)
        } catch let error as TOMLParseError {
            throw Flaw(line: max(1, error.source.begin.line), reason: "not TOML: \(error.description)", remedy: "correct the line")
        } catch {
            throw Flaw(line: 1, reason: "not TOML", remedy: "correct the file")
        }
    }

    /// What the parser must not see: it takes text as a C string, and recurses as deep as a line is dotted.
    private static func flaw(in text: [UInt8]) -> (line: Int, reason: String)? {
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.count > longestLine { return (index + 1, "the line is longer than \(longestLine) bytes") }
            if line.contains(0) || holdsEscapedNull(line) { return (index + 1, "a NUL character") }
            if String(validating: line, as: UTF8.self) == nil { return (index + 1, "not UTF-8") }
        }
        return nil
    }

    private static func holdsEscapedNull(_ line: ArraySlice<UInt8>) -> Bool {
        let null = Array("\\u0000".utf8)
        let longNull = Array("\\U00000000".utf8)
        return line.indices.contains { index in
            line[index] == UInt8(ascii: "\\") && (line[index...].starts(with: null) || line[index...].starts(with: longNull))
        }
    }
}
