/// What somebody was told, and may rely on whatever happens to the power.
enum Promise: Equatable, Sendable {
    case done
    case rolledBack
    /// An event has this number in ``UpdatedHost/stream``.
    case appended(Int)

    /// In a text that the journal sends to the bus or the guard to its kernel; several where answers went out together.
    static func all(in text: String) -> [Promise] {
        var promises: [Promise] = []
        if text.contains(#""outcome":"done""#) || text.wholeMatch(of: #/confirmed \d+\n/#) != nil { promises.append(.done) }
        if text.contains(#""outcome":"rolled-back""#) { promises.append(.rolledBack) }
        for match in text.matches(of: #/\{"sequence":(\d+)\}/#) { promises += Int(match.1).map { [.appended($0)] } ?? [] }
        return promises
    }

    /// As recordings keep it.
    var words: String {
        switch self {
        case .done: "done"
        case .rolledBack: "rolled back"
        case .appended(let number): "appended \(number)"
        }
    }

    init?(_ words: Substring) {
        switch words {
        case "done": self = .done
        case "rolled back": self = .rolledBack
        default:
            guard words.hasPrefix("appended "), let number = Int(words.dropFirst("appended ".count)) else { return nil }
            self = .appended(number)
        }
    }

    static func words(_ promises: [Promise]) -> String? { promises.isEmpty ? nil : promises.map(\.words).joined(separator: ", ") }

    static func read(_ said: [String]) -> [Promise] { said.flatMap { $0.split(separator: ", ").compactMap(Promise.init) } }
}
