/// One entry of a folder that became another, appeared, or vanished.
public struct NameChange: Equatable, Sendable {
    public var folder: NodeID
    public var name: String
    public var before: NodeID?
    public var after: NodeID?
}
