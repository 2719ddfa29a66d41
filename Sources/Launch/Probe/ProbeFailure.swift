/// Why a probe says no, in one line.
struct ProbeFailure: Error, Equatable, Sendable {
    let words: String

    init(_ words: String) { self.words = words }
}
