/// A number of bytes in the words of manifests: `64M`.
struct ByteCount: Equatable, Sendable {
    let bytes: UInt64

    init(_ bytes: UInt64) { self.bytes = bytes }

    /// The largest unit that leaves no remainder.
    var words: String {
        for (unit, size) in [("G", UInt64(1 << 30)), ("M", 1 << 20), ("K", 1 << 10)] where bytes >= size && bytes % size == 0 {
            return "\(bytes / size)\(unit)"
        }
        return "\(bytes)"
    }
}
