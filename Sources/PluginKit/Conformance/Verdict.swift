/// What a plugin was found to do, or not to do, in one respect.
public struct Verdict: Equatable, Sendable {
    /// The rule, as a sentence without its subject: `stops on SIGTERM in time`.
    public let rule: String
    public let isKept: Bool
    /// What was seen.
    public let words: String
}

extension Verdict: CustomStringConvertible {
    public var description: String { "\(isKept ? "ok  " : "FAIL") \(rule): \(words)" }
}
