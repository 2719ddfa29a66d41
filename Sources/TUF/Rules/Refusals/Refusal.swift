/// Metadata of a role that was not taken, and which attack that stopped.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let role: ExactText
    public let attack: Attack

    public init(_ role: ExactText, _ attack: Attack) {
        self.role = role
        self.attack = attack
    }

    public var description: String { "metadata of \(role) is refused: \(attack)" }
}
