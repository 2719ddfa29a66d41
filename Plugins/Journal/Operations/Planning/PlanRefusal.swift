/// Why operations were not taken into a transaction. Nothing was done.
enum PlanRefusal: Error, Equatable, Sendable {
    /// Operation `n`, counted from 1, names what is not the caller's or cannot be used.
    case ground(n: Int, GroundRefusal)
    /// Operation `n` asks for what cannot be.
    case malformed(n: Int, words: String)
    /// Operation `n` is on what another transaction that is under way changes.
    case conflict(n: Int, path: String, transaction: Int64)
    case tooMany(limit: Int)
}

extension PlanRefusal: CustomStringConvertible {
    /// In the manner of HTTP.
    var code: Int {
        switch self {
        case .ground(_, let refusal): refusal.code
        case .malformed, .tooMany: 400
        case .conflict: 409
        }
    }

    var description: String {
        switch self {
        case .ground(let n, let refusal): "operation \(n): \(refusal)"
        case .malformed(let n, let words): "operation \(n): \(words)"
        case .conflict(let n, let path, let transaction):
            "operation \(n): \(path) is being changed by transaction \(transaction); wait for its end, or roll it back"
        case .tooMany(let limit): "more than \(limit) operations; split them into several transactions"
        }
    }
}
