import Contracts

/// What a check answered.
enum Answer: Codable, Equatable {
    case passed
    /// In words.
    case failed(String)
    /// It was not asked, or could not be.
    case unknown

    var isFailure: Bool { if case .failed = self { true } else { false } }

    var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }

    var detail: String { if case .failed(let words) = self { words } else { "" } }
}
