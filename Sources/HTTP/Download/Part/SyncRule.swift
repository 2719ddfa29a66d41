/// When a growing file must be put on the disk, so that its size alone tells what of it a power cut has left whole.
///
/// Never more than `window` bytes wait for the disk. So whatever size a cut leaves, all but the last `window` bytes of it
/// were on the disk before: no record of progress is needed, and one fdatasync for each window is the whole price.
struct SyncRule: Equatable {
    /// A cut costs two of them at most, one that the disk never had and one that is not believed, and the piece under way.
    static let window = 24 << 10

    private(set) var written: Int
    private(set) var synced: Int

    /// Goes on behind a part that is on the disk.
    init(resumingAt length: Int) { (written, synced) = (length, length) }

    /// How much may be written before the next sync.
    var room: Int { Self.window - (written - synced) }

    mutating func wrote(_ count: Int) {
        precondition(count <= room, "a write that a power cut could not be told from")
        written += count
    }

    mutating func didSync() { synced = written }

    /// What is to be believed of a part found after a kill or a power cut, or left in order when it had `kept` bytes: nothing cuts it
    /// shorter after that, so a shorter one is another.
    static func trusted(ofSize size: Int, kept: Int) -> Int { size < kept ? 0 : max(kept, size - window) }
}
