/// IEEE CRC-32, the one of zip and gzip; bit by bit, because these files are a few hundred bytes.
enum Checksum {
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var rest = UInt32.max
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? (rest >> 1) ^ 0xEDB8_8320 : rest >> 1 }
        }
        return ~rest
    }

    /// Eight lower-case hexadecimal digits.
    static func hexadecimal(_ number: UInt32) -> [UInt8] {
        (0..<8).reversed().map { Array("0123456789abcdef".utf8)[Int(number >> UInt32($0 * 4)) & 15] }
    }
}
