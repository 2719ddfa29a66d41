public import Trust

/// Digests of one file. One at least is of a kind that is understood, and all of those must match; the others are kept.
public struct Hashes: Hashable, Sendable {
    /// Of the kinds that are understood, SHA-256 first; never empty.
    public let digests: [Digest]
    public let json: CanonicalJSON

    public init(_ digests: Digest...) {
        precondition(!digests.isEmpty, "a file without a digest")
        self.digests = digests
        json = CanonicalJSON(digests.map { (ExactText($0.algorithm.rawValue), .string(ExactText($0.description))) })
    }

    public init(of bytes: [UInt8]) { self.init(Digest(.sha256, of: bytes)) }

    /// Takes the member `hashes`.
    init(_ fields: inout Fields) throws(MetadataError) {
        let place = fields.path("hashes")
        let table = try fields.table("hashes") { name, value, place throws(MetadataError) in
            guard case .string(let text) = value else { throw .field(place, "is no text") }
            return text
        }
        var digests: [Digest] = []
        for algorithm in DigestAlgorithm.allCases {
            guard let text = table[ExactText(algorithm.rawValue)] else { continue }
            guard let digest = Digest(algorithm, hexadecimal: text.string) else {
                throw .field(place, "holds no \(algorithm) in hexadecimal")
            }
            digests.append(digest)
        }
        guard !digests.isEmpty else { throw .field(place, "holds neither sha256 nor sha512") }
        self.digests = digests
        json = CanonicalJSON(table.map { ($0.key, .string($0.value)) })
    }

    public func match(_ bytes: [UInt8]) -> Bool { digests.allSatisfy { Digest($0.algorithm, of: bytes) == $0 } }
}
