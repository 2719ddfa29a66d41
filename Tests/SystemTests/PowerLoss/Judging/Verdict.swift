/// How an update ended, and what was wrong about it; nothing is as it should be.
struct Verdict: Sendable, CustomStringConvertible {
    let end: String
    let reason: String
    let flaws: [String]
    var seconds = 0
    /// Where it was stopped.
    var places: [String] = []

    var description: String {
        let stops = places.isEmpty ? "" : " (stopped at \(places.joined(separator: ", ")))"
        return "\(end) after \(seconds) s\(stops): \(reason)\(flaws.map { "\n  WRONG: \($0)" }.joined())"
    }
}
