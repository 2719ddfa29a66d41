/// The digest of some bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    public let algorithm: DigestAlgorithm
    public let bytes: [UInt8]

    init(_ algorithm: DigestAlgorithm, _ bytes: [UInt8]) {
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Of `hexadecimal` digits, either case; nil if they are not a digest of this algorithm.
    public init?(_ algorithm: DigestAlgorithm, hexadecimal: String) {
        guard let bytes = Hexadecimal.bytes(hexadecimal), bytes.count == algorithm.length else { return nil }
        self.init(algorithm, bytes)
    }

    /// Of bytes in memory, in one call.
    public init<Bytes: Collection>(_ algorithm: DigestAlgorithm, of bytes: Bytes) where Bytes.Element == UInt8 {
        var stream = DigestStream(algorithm)
        stream.update(bytes)
        self = stream.finish()
    }

    /// Lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(bytes) }
}
