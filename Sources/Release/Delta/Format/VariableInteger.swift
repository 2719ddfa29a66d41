/// A whole number in as many bytes as it needs, seven bits in each, the least first; the top bit says that another follows.
enum VariableInteger {
    /// Enough for 63 bits.
    static let maximumLength = 9

    static func bytes(_ value: Int64) -> [UInt8] {
        precondition(value >= 0, "a number below nothing")
        var bytes: [UInt8] = []
        var rest = UInt64(value)
        repeat {
            bytes.append(UInt8(rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    /// Nil if it does not end in time.
    static func read(_ next: () throws(ReleaseFailure) -> UInt8) throws(ReleaseFailure) -> Int64? {
        var value: UInt64 = 0
        for place in 0..<maximumLength {
            let byte = try next()
            value |= UInt64(byte & 0x7f) << (7 * place)
            if byte < 0x80 { return Int64(value) }
        }
        return nil
    }

    /// Numbers below nothing between the others: 0, -1, 1, -2, ... become 0, 1, 2, 3, ...
    static func folded(_ value: Int64) -> Int64 { value << 1 ^ value >> 63 }

    static func unfolded(_ value: Int64) -> Int64 { value >> 1 ^ -(value & 1) }
}
