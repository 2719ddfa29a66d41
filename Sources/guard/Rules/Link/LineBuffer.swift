/// Cuts what comes on the link into lines; of a line that is too long nothing is kept.
struct LineBuffer {
    static let limit = 256

    private var start: [UInt8] = []
    private var isTooLong = false

    /// The whole lines, in order; nil stands for one that was too long.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> [[UInt8]?] {
        var lines: [[UInt8]?] = []
        for byte in bytes {
            if byte == 0x0A {
                lines.append(isTooLong ? nil : start)
                (start, isTooLong) = ([], false)
            } else if start.count < Self.limit {
                start.append(byte)
            } else {
                (start, isTooLong) = ([], true)
            }
        }
        return lines
    }
}
