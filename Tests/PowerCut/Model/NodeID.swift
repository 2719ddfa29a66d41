/// A file, folder or link of a recording, whatever it is called at the moment.
public struct NodeID: Hashable, Sendable {
    public let number: Int

    public static let root = NodeID(number: 0)
}
