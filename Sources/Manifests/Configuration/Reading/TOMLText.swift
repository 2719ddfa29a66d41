internal import TOMLKit

/// Text that is to be TOML, made safe for the parser.
enum TOMLText {
    static let longestLine = 8192
    static let largestFile = 64 * 1024

    static func table(_ text: [UInt8], file: String, lines: KeyLines) throws(ConfigurationProblem) -> TOMLTable {
        func problem(_ line: Int, _ reason: String, _ remedy: String) -> ConfigurationProblem {
            ConfigurationProblem(file: file, line: line, reason: reason, remedy: remedy)
        }
        guard text.count <= largestFile else { throw problem(1, "the file is larger than 64 KiB", "shorten it") }
        if let (line, reason) = flaw(in: text) { throw problem(line, reason, "save it as plain UTF-8 text") }
        if let line = lines.badHeader { throw problem(line, "not TOML: the table has no name", "write [name]") }
        do {
            return try TOMLTable(string: String(decoding: text, as: UTF8.self))
        } catch let error as TOMLParseError {
            throw problem(max(1, error.source.begin.line), "not TOML: \(error.description)", "correct the line")
        } catch {
            throw problem(1, "not TOML", "correct the file")
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
