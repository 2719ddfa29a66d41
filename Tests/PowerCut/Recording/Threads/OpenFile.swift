/// What several descriptors may share: a file of the recording, opened once.
final class OpenFile {
    /// Whether each write waits for the disk.
    enum Durability { case none, data, all }

    let node: NodeID
    let durability: Durability
    var offset = 0
    var appends: Bool

    init(_ node: NodeID, appends: Bool = false, durability: Durability = .none) {
        self.node = node
        self.appends = appends
        self.durability = durability
    }
}
