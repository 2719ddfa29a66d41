/// Decimal numbers as the files hold them: digits alone, no sign, no zero in front.
enum Number {
    static func read(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard (1...18).contains(bytes.count), bytes.count == 1 || bytes.first != 0x30 else { return nil }
        var number: Int64 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - 0x30)
        }
        return number
    }

    static func text(_ number: Int64) -> [UInt8] { Array("\(number)".utf8) }
}
