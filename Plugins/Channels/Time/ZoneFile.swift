/// A compiled time zone (TZif, RFC 9636) of version 2 or later: changes of the past and near future, then a rule for ever.
struct ZoneFile: Equatable {
    private let times: [Int]
    /// After each of the times; before the first of them, and if there are none, the first offset counts.
    private let offsets: [Int]
    private let first: Int
    private let rule: PosixZone?

    static let largest = 256 << 10

    /// Nil for what is not one.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.largest else { return nil }
        var reader = ZoneFileReader(bytes: bytes)
        // The same once more with 64 bits follows a block for readers of version 1.
        guard let old = reader.header(), reader.skip(old.length(ofTime: 4)), let header = reader.header(),
            let block = reader.block(header), let rule = reader.rule()
        else { return nil }
        (times, offsets, first) = (block.times, block.offsets, block.first)
        self.rule = rule.isEmpty ? nil : PosixZone(rule)
        guard rule.isEmpty || self.rule != nil else { return nil }
    }

    func offset(at utc: Int) -> Int {
        guard let latest = times.last, utc < latest else { return rule?.offset(at: utc) ?? offsets.last ?? first }
        // The number of changes that have been.
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= utc { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }
}

/// One pass over the bytes; every count is checked against what is there.
private struct ZoneFileReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    struct Header {
        var indicators: Int, leaps: Int, times: Int, types: Int, letters: Int

        /// Of the block behind it.
        func length(ofTime size: Int) -> Int {
            times * size + times + types * 6 + letters + leaps * (size + 4) + indicators
        }
    }

    mutating func header() -> Header? {
        guard position + 44 <= bytes.count, bytes[position..<position + 4].elementsEqual("TZif".utf8),
            bytes[position + 4] >= UInt8(ascii: "2")
        else { return nil }
        let counts = (0..<6).map { integer(at: position + 20 + $0 * 4, size: 4) }
        guard counts.allSatisfy({ (0...ZoneFile.largest).contains($0) }) else { return nil }
        position += 44
        return Header(indicators: counts[0] + counts[1], leaps: counts[2], times: counts[3], types: counts[4], letters: counts[5])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard position + count <= bytes.count else { return false }
        position += count
        return true
    }

    mutating func block(_ header: Header) -> (times: [Int], offsets: [Int], first: Int)? {
        let start = position
        guard skip(header.length(ofTime: 8)), header.types > 0 else { return nil }
        let times = (0..<header.times).map { integer(at: start + $0 * 8, size: 8) }
        let places = (0..<header.times).map { Int(bytes[start + header.times * 8 + $0]) }
        let types = (0..<header.types).map { integer(at: start + header.times * 9 + $0 * 6, size: 4) }
        guard places.allSatisfy({ $0 < types.count }), types.allSatisfy({ abs($0) < 172_800 }) else { return nil }
        guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        return (times, places.map { types[$0] }, types[0])
    }

    /// The text between two line ends.
    mutating func rule() -> String? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\n") else { return nil }
        let text = bytes[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return text.endIndex < bytes.count ? String(decoding: text, as: UTF8.self) : nil
    }

    /// Big-endian, with sign.
    private func integer(at place: Int, size: Int) -> Int {
        let value = bytes[place..<place + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 8 ? Int(Int64(bitPattern: value)) : Int(Int32(truncatingIfNeeded: value))
    }
}
