/// Bytes a file may be found with after a cut: what was synced, and of the rest some pieces.
struct FileVersion: Hashable, Sendable {
    /// A change that reached the disk, whole or in part.
    struct Piece: Hashable, Sendable {
        let change: Int
        /// Of the bytes written; nothing of a resize.
        var range: Range<Int>
        /// The file has its new size even where the bytes did not come through.
        var setsSize = true
    }

    let node: NodeID
    /// So many changes are on the disk for certain.
    let settled: Int
    let pieces: [Piece]
    /// For reports.
    let words: String
}
