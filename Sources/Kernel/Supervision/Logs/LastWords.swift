/// The end of what a feature wrote to stderr. Holds no memory until it wrote something.
struct LastWords {
    private static let limit = 4096
    private var bytes: [UInt8] = []

    mutating func hear(_ buffer: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: buffer.suffix(Self.limit))
        if bytes.count > 2 * Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
    }

    var text: String { String(decoding: bytes.suffix(Self.limit), as: UTF8.self) }

    /// Empty if there is none.
    var lastLine: String {
        let lines = bytes.suffix(512).split(separator: UInt8(ascii: "\n"))
        return lines.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
