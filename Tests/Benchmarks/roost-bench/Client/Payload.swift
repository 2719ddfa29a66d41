/// What a measured message carries in its first 16 bytes: its number, so that loss and disorder are seen, and whether it is the last.
enum Payload {
    static let lastMark: UInt64 = 0x4c41_5354_4c41_5354

    static func read(_ bytes: UnsafeRawBufferPointer) -> (number: UInt64, isLast: Bool) {
        (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == lastMark)
    }
}
