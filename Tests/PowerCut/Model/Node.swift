/// What a node was when it came into the world, or when recording began.
public struct Node: Sendable {
    public enum Kind: Equatable, Sendable {
        case folder
        case file([UInt8])
        case link(String)
    }

    public var kind: Kind
    public var rights: Rights

    public var isFolder: Bool { kind == .folder }
}
