/// Why nothing could be learnt: no network, half of one, or metadata that nobody should believe.
struct LookFailure: Error, Equatable {
    /// Names the place and the remedy.
    var words: String
    /// Seconds after which the server wants to be asked again.
    var retryAfter: Double?

    init(_ words: String, retryAfter: Double? = nil) { (self.words, self.retryAfter) = (words, retryAfter) }
}
