/// All suffixes of some bytes, by where they begin, in their order; made by induced sorting (SA-IS: Nong, Zhang and Chan, 2009).
///
/// Takes some fifteen times the bytes' own memory to make, and four times to keep. Debian has no static libdivsufsort: decision 0034.
struct SuffixArray {
    /// Where each suffix begins.
    let starts: [Int32]

    init(of bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count < Int32.max, "too large for suffixes of 32 bits")
        starts = InducedSort(bytes, largest: UInt8.max).sorted()
    }
}
