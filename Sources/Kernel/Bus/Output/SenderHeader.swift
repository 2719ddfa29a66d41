/// A message's header block with `Roost-Sender: WHO` as its first line.
///
/// Everything behind that line is the sender's own and stays as it was. A block whose first line is not as it should be, or
/// goes on in a second one, could be read as saying something before ours: it becomes the value of a field of its own.
struct SenderHeader {
    private(set) var bytes: [UInt8]

    init(_ who: String, before block: UnsafeRawBufferPointer) {
        let line = "Roost-Sender: \(Self.oneLine(who))\r\n"
        bytes = []
        bytes.reserveCapacity(block.count + line.utf8.count + 40)
        if block.isEmpty {
            bytes += "\(Self.version)\r\n\(line)\r\n".utf8
        } else if let end = Self.endOfFirstLine(block) {
            bytes += block[..<end]
            bytes += line.utf8
            bytes += block[end...]
        } else {
            bytes += "\(Self.version)\r\n\(line)Roost-Malformed: ".utf8
            bytes += block
        }
    }

    private static let version = "NATS/1.0"

    /// Behind `NATS/1.0[ STATUS[ WORDS]]` and its CR LF; nil for any other beginning.
    private static func endOfFirstLine(_ block: UnsafeRawBufferPointer) -> Int? {
        guard block.starts(with: version.utf8) else { return nil }
        let words = block[version.utf8.count...].prefix { 0x20..<0x7F ~= $0 }
        let end = words.endIndex + 2
        guard words.isEmpty || words.first == UInt8(ascii: " "), end <= block.count else { return nil }
        guard block[end - 2] == 0x0D, block[end - 1] == 0x0A else { return nil }
        // A line that begins with white space would be read as the rest of ours.
        if end < block.count, block[end] == UInt8(ascii: " ") || block[end] == UInt8(ascii: "\t") { return nil }
        return end
    }

    /// The name of a user of the configuration may be any text.
    private static func oneLine(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}
