/// A folder as it may be found after a cut; bytes are made from their history when they are needed.
struct DiskImage: Sendable {
    struct Item: Sendable {
        enum Kind: Sendable {
            case folder
            case file(FileVersion)
            case link(String)
        }

        let path: String
        let node: NodeID
        let kind: Kind
        let rights: Rights
    }

    /// Folders before what lies in them.
    let items: [Item]
}
