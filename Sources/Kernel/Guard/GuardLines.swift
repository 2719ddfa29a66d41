/// Lines of text from bytes as they come. A line longer than any the guard says is left out; what is kept is bounded.
struct GuardLines {
    static let longest = 1024

    private var rest: [UInt8] = []
    private var isTooLong = false

    /// The lines that these bytes end, without their line ends.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if !isTooLong { lines.append(String(decoding: rest, as: UTF8.self)) }
                (rest, isTooLong) = ([], false)
            } else if rest.count == Self.longest {
                (rest, isTooLong) = ([], true)
            } else if !isTooLong {
                rest.append(byte)
            }
        }
        return lines
    }
}
