/// How an update ended, and what was wrong about it; nothing is as it should be.
struct Verdict: Sendable {
    let end: String
    let reason: String
    let flaws: [String]
    var seconds = 0
    /// Where it was stopped.
    var places: [String] = []
}
