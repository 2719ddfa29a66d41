/// The same numbers for the same seed: a failure can be had again. (SplitMix64)
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Bytes that no compressor makes smaller, the same at each call.
    public static func noise(_ count: Int) -> [UInt8] {
        var generator = SplitMix(seed: 1)
        return generator.bytes(count)
    }

    public mutating func bytes(_ count: Int, below limit: UInt8 = 255) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...limit, using: &self) }
    }
}
