import EventLoop
import Glibc
import Logging
import Wire

/// The kernel's own log on stderr: text for a person at a terminal, one JSON object per line for everything else.
struct KernelLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let isTerminal: Bool

    static func logger(level: Logger.Level) -> Logger {
        Logger(label: "roost") { _ in KernelLog(logLevel: level, isTerminal: isatty(2) == 1) }
    }

    init(logLevel: Logger.Level, isTerminal: Bool) {
        self.logLevel = logLevel
        self.isTerminal = isTerminal
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        let time = Self.timestamp()
        let line = Self.shortLine(
            time: time, level: event.level.rawValue, message: event.message.description, fields: fields, isTerminal: isTerminal)
        StandardError.write(line) { lost in
            Self.line(
                time: time, level: Logger.Level.warning.rawValue, message: "\(lost) lines of this log were lost: nobody read it",
                fields: [], isTerminal: isTerminal)
        }
    }

    /// A line that goes whole or not at all: as long as it is too long, its longest text is shortened, and says so.
    static func shortLine(time: String, level: String, message: String, fields: [(String, String)], isTerminal: Bool) -> String {
        var (message, fields) = (message, fields)
        // Once for each text, and once more for what the words that say so add.
        for _ in 0..<2 * (fields.count + 1) {
            let line = line(time: time, level: level, message: message, fields: fields, isTerminal: isTerminal)
            let excess = line.utf8.count - StandardError.longestLine
            guard excess > 0 else { return line }
            let longest = fields.indices.max { fields[$0].1.utf8.count < fields[$1].1.utf8.count }
            if let longest, fields[longest].1.utf8.count > message.utf8.count {
                fields[longest].1 = shortened(fields[longest].1, by: excess)
            } else {
                message = shortened(message, by: excess)
            }
        }
        return line(time: time, level: level, message: "a message with more fields than fit", fields: [], isTerminal: isTerminal)
    }

    /// By more than asked, since the words at its end need room.
    private static func shortened(_ text: String, by excess: Int) -> String {
        let kept = max(0, text.utf8.count - excess - 40)
        return String(decoding: text.utf8.prefix(kept), as: UTF8.self) + "… (\(text.utf8.count - kept) bytes more)"
    }

    static func line(time: String, level: String, message: String, fields: [(String, String)], isTerminal: Bool) -> String {
        guard !isTerminal else {
            let words = fields.map { " \($0.0)=\($0.1)" }.joined()
            return "\(time) \(level) \(message)\(words)\n"
        }
        let members = [("time", time), ("level", level), ("message", message)] + fields
        return JSON.object(members.map { .init($0.0, .string($0.1)) }).text + "\n"
    }

    /// RFC 3339, UTC, milliseconds. C functions: `clock_gettime`, `gmtime_r`.
    private static func timestamp() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        gmtime_r(&now.tv_sec, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map { padded($0, 2) }.joined(separator: "-")
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }.joined(separator: ":")
        return "\(date)T\(time).\(padded(now.tv_nsec / 1_000_000, 3))Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
