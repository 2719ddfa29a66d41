/// How a release came.
public struct DeliveryReport: Sendable {
    public let listing: Listing
    public let way: DeliveryWay
    /// Of the artifact that was unpacked.
    public let length: Int
    /// Why a shorter way was left, in words, in the order of the attempts.
    public let detours: [String]
    /// The checked tree.
    public let tree: String
    /// As long as it is kept, no other fetch touches the tree: until that is where it is wanted.
    public let hold: FolderHold
}
