import COpenSSL

/// The digests releases and their metadata are named by, as TUF writes them.
public enum DigestAlgorithm: String, CaseIterable, Sendable {
    case sha256, sha512

    /// Bytes of a digest.
    public var length: Int {
        switch self {
        case .sha256: 32
        case .sha512: 64
        }
    }

    /// (EVP_sha256, EVP_sha512)
    var evp: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha512: EVP_sha512()
        }
    }
}
