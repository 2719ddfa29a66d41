/// One header of a tar, as far as those of a release go: of what ``TarWriter`` writes, all that is read. (POSIX ustar; GNU for long names)
///
/// Owner, group, time and device are passed over, whatever stands there: nothing is made of them.
struct TarHeader {
    /// A tar is made of blocks of that many bytes.
    static let length = 512

    static let (file, link) = (UInt8(ascii: "0"), UInt8(ascii: "2"))
    /// The bytes behind such a header are the name, or the target, of the entry behind them.
    static let (longName, longTarget) = (UInt8(ascii: "L"), UInt8(ascii: "K"))

    let type: UInt8
    let mode: Int64
    let size: Int64
    var name: [UInt8]
    /// Of a link.
    var target: [UInt8]

    /// Nil if it is damaged, or says what could change what is read: where GNU has times and the map of a file's holes, and POSIX a prefix, there is nothing.
    init?(_ block: [UInt8]) {
        guard block[257..<262].elementsEqual("ustar".utf8), block[345...].allSatisfy({ $0 == 0 }),
            let mode = Self.number(block[100..<107]), let size = Self.number(block[124..<135]),
            Self.number(block[148..<154]) == Self.sum(of: block)
        else { return nil }
        (type, self.mode, self.size) = (block[156], mode, size)
        (name, target) = (Self.text(block[..<100]), Self.text(block[157..<257]))
    }

    /// Up to the first zero, or all of it.
    static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Array(bytes.prefix { $0 != 0 }) }

    /// Octal digits, and nothing else: neither signs nor spaces, nor GNU's binary numbers.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
            number = number << 3 | Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// Of all bytes; those of the sum itself count as spaces.
    private static func sum(of block: [UInt8]) -> Int64 {
        var sum = 8 * Int64(UInt8(ascii: " "))
        for byte in block[..<148] { sum += Int64(byte) }
        for byte in block[156...] { sum += Int64(byte) }
        return sum
    }
}
