extension SuffixArray {
    /// Where in `old`, the bytes it was made of, the longest beginning of `wanted` is, and how long that is.
    func longestMatch(of wanted: UnsafeBufferPointer<UInt8>.SubSequence, in old: UnsafeBufferPointer<UInt8>) -> (position: Int, length: Int)
    {
        var (low, high) = (0, starts.count - 1)
        guard high >= 0 else { return (0, 0) }
        let wanted = UnsafeBufferPointer(rebasing: wanted)
        var lowLength = Self.common(old, Int(starts[low]), wanted, from: 0)
        var highLength = Self.common(old, Int(starts[high]), wanted, from: 0)
        while high - low > 1 {
            let middle = (low + high) / 2
            let start = Int(starts[middle])
            // What both ends have in common with it, all between them have as well.
            let length = Self.common(old, start, wanted, from: min(lowLength, highLength))
            if Self.isBelow(old, start, wanted, length) {
                (low, lowLength) = (middle, length)
            } else {
                (high, highLength) = (middle, length)
            }
        }
        return lowLength > highLength ? (Int(starts[low]), lowLength) : (Int(starts[high]), highLength)
    }

    /// Whether the suffix comes before what is wanted, which agree for so long.
    private static func isBelow(_ old: UnsafeBufferPointer<UInt8>, _ start: Int, _ wanted: UnsafeBufferPointer<UInt8>, _ length: Int)
        -> Bool
    {
        guard length < wanted.count else { return false }
        return start + length == old.count || old[start + length] < wanted[length]
    }

    /// How many bytes agree from there on; eight at a time.
    private static func common(_ old: UnsafeBufferPointer<UInt8>, _ start: Int, _ wanted: UnsafeBufferPointer<UInt8>, from known: Int)
        -> Int
    {
        let limit = min(old.count - start, wanted.count)
        let (one, other) = (UnsafeRawPointer(old.baseAddress! + start), UnsafeRawPointer(wanted.baseAddress!))
        var length = known
        while length + 8 <= limit {
            let differing =
                one.loadUnaligned(fromByteOffset: length, as: UInt64.self) ^ other.loadUnaligned(fromByteOffset: length, as: UInt64.self)
            if differing != 0 { return length + UInt64(littleEndian: differing).trailingZeroBitCount / 8 }
            length += 8
        }
        while length < limit, old[start + length] == wanted[length] { length += 1 }
        return length
    }
}
