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
        let line = Self.line(
            time: Self.timestamp(), level: event.level.rawValue, message: event.message.description, fields: fields,
            isTerminal: isTerminal)
        StandardError.write(line)
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
