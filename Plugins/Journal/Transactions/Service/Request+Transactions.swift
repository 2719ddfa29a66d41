import Contracts
import FoundationEssentials
import PluginKit
import Wire

extension Request {
    /// The number of a transaction.
    func transaction(_ name: String = "id") throws -> Int64 {
        let text = try string(name)
        guard let id = Int64(text), id > 0, String(id) == text else {
            throw ServiceError(404, "there is no transaction '\(text.prefix(40))'")
        }
        return id
    }

    /// A text that goes into lists and reports.
    func label(_ name: String) throws -> String {
        let text = try string(name)
        guard text.utf8.count <= 200, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw ServiceError(400, "'\(name)' is longer than 200 bytes or has control characters")
        }
        return text
    }

    func flag(_ name: String) throws -> Bool {
        guard let text = body[name], let flag = try JSON(parsing: Array(text.bytes)).bool else {
            throw ServiceError(400, "'\(name)' is neither true nor false")
        }
        return flag
    }

    /// How long VALIDATION may last, if the caller says so.
    func validation() throws -> Double? {
        guard let seconds = try number("deadline") else { return nil }
        guard (1...JournalContract.longestValidation).contains(seconds) else {
            throw ServiceError(400, "'deadline' is a number of seconds from 1 to \(Int(JournalContract.longestValidation))")
        }
        return seconds
    }

    /// Whose work an advance is for, if the caller says so.
    func phase() throws -> JournalContract.Phase? {
        guard let word = try optionalString("phase") else { return nil }
        guard let phase = JournalContract.Phase(rawValue: word) else {
            throw ServiceError(400, "'phase' is none of \(JournalContract.Phase.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return phase
    }

    /// Of a rollback. One that is too long is cut: for its sake nothing stays as it must not.
    func reason() throws -> String {
        let text = try optionalString("reason")?.cut(to: 2_000) ?? ""
        return text.isEmpty ? "rolled back by \(sender.name)" : text
    }

    func operations() throws -> [JournalContract.Operation] {
        guard let text = body["operations"], text.bytes != Array("null".utf8)[...] else { return [] }
        let value = try JSON(parsing: Array(text.bytes))
        guard let list = value.array else { throw ServiceError(400, "'operations' is no list") }
        guard list.count <= Planning.maximumOperations else { throw PlanRefusal.tooMany(limit: Planning.maximumOperations) }
        return try list.enumerated().map { try Self.operation($1, n: $0 + 1) }
    }

    private static func operation(_ json: JSON, n: Int) throws -> JournalContract.Operation {
        let kinds = JournalContract.Operation.Kind.allCases.map(\.rawValue)
        guard let word = json["do"]?.string, kinds.contains(word) else {
            throw PlanRefusal.malformed(n: n, words: "'do' is none of \(kinds.joined(separator: ", "))")
        }
        do {
            return try JSONDecoder().decode(JournalContract.Operation.self, from: Data(json.bytes))
        } catch DecodingError.keyNotFound(let key, _) {
            throw PlanRefusal.malformed(n: n, words: "'\(key.stringValue)' is missing for '\(word)'")
        } catch {
            throw PlanRefusal.malformed(n: n, words: "it cannot be read as '\(word)': a value is of the wrong type, or one too many")
        }
    }

    /// The caller's own event, to be appended in the same act.
    func event() throws -> Change? {
        guard let event = body["event"], event.isObject else { return nil }
        guard let value = event["event"], let name = event["stream"] else { throw ServiceError(400, "'event' needs 'stream' and 'event'") }
        guard let stream = try JSON(parsing: Array(name.bytes)).string.flatMap(StreamName.init) else {
            throw ServiceError(400, "a stream's name is of a-z, 0-9, '-' and '.', at most 100 long")
        }
        try sender.checkMayWrite(stream)
        guard value.bytes.count <= JournalContract.maximumEvent else {
            throw ServiceError(400, "the event has \(value.bytes.count) bytes; at most \(JournalContract.maximumEvent) are kept")
        }
        return .append(stream: stream, event: Array(value.bytes))
    }
}
