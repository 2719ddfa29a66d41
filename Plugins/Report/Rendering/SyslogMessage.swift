import Contracts

/// An entry as one message of RFC 5424.
enum SyslogMessage {
    /// Facility 3, system daemons.
    private static let facility = 3
    /// RFC 5424, 6.1: every receiver takes 2048 bytes.
    static let longest = 2048

    static func text(_ entry: ReportContract.Entry) -> String {
        let priority = facility * 8 + number(entry.severity)
        let header = "<\(priority)>1 \(UTCTimestamp(entry.at)) \(field(entry.host, 255)) roost - \(field(entry.subject, 32))"
        let data = "[roost@32473 key=\"\(escaped(entry.key))\" subject=\"\(escaped(entry.subject))\"]"
        return bounded("\(header) \(data) \(oneLine(entry.text))")
    }

    static func number(_ severity: ReportContract.Severity) -> Int {
        switch severity {
        case .emergency: 0
        case .alert: 1
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .informational: 6
        case .debug: 7
        }
    }

    /// 6.2: printable ASCII without spaces; a dash where there would be nothing.
    private static func field(_ text: String, _ most: Int) -> String {
        let bytes = text.utf8.prefix(most).map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
    }

    /// 6.3.3: a value of structured data escapes three characters.
    private static func escaped(_ text: String) -> String {
        oneLine(text).reduce(into: "") { result, character in
            if "\"\\]".contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// Whatever a feature says, it makes no second line.
    private static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? Character(" ") : Character($0) })
    }

    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: longest)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
