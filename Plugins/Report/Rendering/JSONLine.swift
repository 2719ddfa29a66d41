import Contracts
import Wire

/// An entry as one line of JSON: its own members, and under `event` the event's body as the JSON it is.
enum JSONLine {
    static func text(_ entry: ReportContract.Entry) -> String { json(entry).text }

    static func json(_ entry: ReportContract.Entry) -> JSON {
        [
            "key": .string(entry.key), "time": .string(UTCTimestamp(entry.at).description), "at": .double(entry.at),
            "host": .string(entry.host), "subject": .string(entry.subject), "severity": .string(entry.severity.rawValue),
            "text": .string(entry.text), "event": event(entry.body),
        ]
    }

    /// A body that is no JSON is told as the text it is.
    private static func event(_ body: String) -> JSON {
        do throws(JSON.SyntaxError) {
            return try JSON(parsing: Array(body.utf8))
        } catch {
            return .string(body)
        }
    }
}
