import Support
import Testing

@testable import Release

struct SuffixArrayTests {
    private static func sorted(_ text: [UInt8]) -> [Int32] {
        text.indices.sorted { text[$0...].lexicographicallyPrecedes(text[$1...]) }.map(Int32.init)
    }

    private static func starts(_ text: [UInt8]) -> [Int32] { text.withUnsafeBufferPointer { SuffixArray(of: $0).starts } }

    @Test func `suffixes of short texts of few letters are in order, all of them`() {
        for length in 0...9 {
            for number in 0..<(1 << (2 * min(length, 6))) {
                let text = (0..<length).map { UInt8(number >> (2 * ($0 % 6)) & 3) }
                #expect(Self.starts(text) == Self.sorted(text), "\(text)")
            }
        }
    }

    @Test(arguments: 0..<60)
    func `suffixes of any text are in order`(_ seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let limit = [0, 1, 3, 255].randomElement(using: &generator)!
        let piece = generator.bytes(Int.random(in: 1...60, using: &generator), below: UInt8(limit))
        let text =
            Array(repeating: piece, count: Int.random(in: 1...5, using: &generator)).flatMap { $0 }
            + generator.bytes(20, below: UInt8(limit))
        #expect(Self.starts(text) == Self.sorted(text))
    }

    @Test(arguments: 0..<20)
    func `the longest match is found`(_ seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let (old, wanted) = (generator.bytes(200, below: 2), generator.bytes(30, below: 2))
        let best = old.indices.map { start in zip(old[start...], wanted).prefix { $0 == $1 }.count }.max() ?? 0
        old.withUnsafeBufferPointer { old in
            wanted.withUnsafeBufferPointer { wanted in
                let found = SuffixArray(of: old).longestMatch(of: wanted[...], in: old)
                #expect(found.length == best)
                #expect(zip(old[found.position...], wanted).prefix { $0 == $1 }.count == best)
            }
        }
    }
}
