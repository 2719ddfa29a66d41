/// One limit a manifest asks for and what became of it; nothing asked for is without one.
struct LimitReport: Equatable, Sendable {
    let name: String
    let value: String
    let enforced: Bool
    /// In an operator's words: by what it is enforced, or why it is not.
    let how: String
}
