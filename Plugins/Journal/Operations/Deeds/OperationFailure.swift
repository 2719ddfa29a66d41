import Files
import Glibc

/// Why an operation could not be carried out or undone.
enum OperationFailure: Error, Equatable, Sendable {
    /// The system's refusal of a call: its error number, what was being done, and to what.
    case system(code: Int32, doing: String, name: String)
    /// The path leads elsewhere by now, or nowhere.
    case ground(GroundRefusal)
    /// Something is in the way, in words that name the remedy.
    case obstacle(String)
    /// Somebody else is, or was, at work on it, in words that name the remedy.
    case conflict(String)
    /// The database's child failed, in its words.
    case database(words: String, isDiskFull: Bool)
}

extension OperationFailure: CustomStringConvertible {
    init(_ failure: FileFailure, shown: String) {
        switch failure {
        case .system(let code, let doing, _): self = .system(code: code, doing: doing, name: shown)
        case .notRegular, .tooLong, .tooDeep, .tooMany: self = .obstacle("\(shown): \(failure.words); remove it by hand")
        }
    }

    /// The last call's error number. (errno)
    static func last(_ doing: String, _ name: String) -> OperationFailure { .system(code: errno, doing: doing, name: name) }

    var isDiskFull: Bool {
        switch self {
        case .system(let code, _, _): code == ENOSPC || code == EDQUOT
        case .database(_, let isDiskFull): isDiskFull
        case .ground, .obstacle, .conflict: false
        }
    }

    /// In the manner of HTTP.
    var code: Int {
        switch self {
        case .conflict: 409
        case .system, .ground, .obstacle, .database: isDiskFull ? 507 : 500
        }
    }

    var description: String {
        switch self {
        case .system(let code, let doing, let name):
            "cannot \(doing) \(name): \(String(cString: strerror(code)))\(isDiskFull ? "; make room and try again" : "")"
        case .ground(let refusal): refusal.description
        case .obstacle(let words), .conflict(let words): words
        case .database(let words, _): words
        }
    }
}
