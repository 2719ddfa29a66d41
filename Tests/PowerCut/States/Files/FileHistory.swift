/// All that was done to one file's bytes, in order.
struct FileHistory: Sendable {
    enum Change: Sendable {
        case write(offset: Int, bytes: [UInt8])
        case resize(Int)
    }

    let start: [UInt8]
    private(set) var changes: [Change] = []
    /// The event each change was.
    private(set) var events: [Int] = []

    init(start: [UInt8]) { self.start = start }

    mutating func append(_ change: Change, event: Int) {
        changes.append(change)
        events.append(event)
    }

    /// How many of the changes stand before an event.
    func count(before event: Int) -> Int { events.firstIndex { $0 >= event } ?? events.count }

    func bytes(of version: FileVersion) -> [UInt8] {
        var bytes = start
        for change in changes.prefix(version.settled) { Self.apply(change, to: &bytes) }
        for piece in version.pieces { apply(piece, to: &bytes) }
        return bytes
    }

    /// With what is settled already done.
    func bytes(of version: FileVersion, from settled: [UInt8]) -> [UInt8] {
        var bytes = settled
        for piece in version.pieces { apply(piece, to: &bytes) }
        return bytes
    }

    func apply(_ piece: FileVersion.Piece, to bytes: inout [UInt8]) {
        guard case .write(let offset, let all) = changes[piece.change] else { return Self.apply(changes[piece.change], to: &bytes) }
        if piece.setsSize { Self.grow(&bytes, to: offset + all.count) }
        guard !piece.range.isEmpty else { return }
        Self.apply(.write(offset: offset + piece.range.lowerBound, bytes: Array(all[piece.range])), to: &bytes)
    }

    static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let new):
            grow(&bytes, to: offset + new.count)
            bytes.withUnsafeMutableBytes { target in
                new.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: $0) }
            }
        case .resize(let size) where size < bytes.count: bytes.removeSubrange(size...)
        case .resize(let size): grow(&bytes, to: size)
        }
    }

    /// A file that grows is zero where nothing was written. (Appending a repeated element is slow where nothing is optimised.)
    private static func grow(_ bytes: inout [UInt8], to size: Int) {
        while bytes.count < size { bytes.append(contentsOf: zeros.prefix(size - bytes.count)) }
    }

    private static let zeros = [UInt8](repeating: 0, count: 1 << 16)
}
