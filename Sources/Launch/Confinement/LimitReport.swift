/// One limit a manifest asks for and what became of it; nothing asked for is without one.
package struct LimitReport: Equatable, Sendable {
    package let name: String
    package let value: String
    package let enforced: Bool
    /// In an operator's words: by what it is enforced, or why it is not.
    package let how: String
}
