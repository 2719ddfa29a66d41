/// Who may do what with a file.
public struct Rights: Hashable, Sendable {
    /// The lower twelve bits.
    public var mode: UInt32
    public var user: UInt32
    public var group: UInt32
}
