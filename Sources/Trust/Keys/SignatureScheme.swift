/// A kind of key and how it signs, by TUF's names.
public enum SignatureScheme: String, CaseIterable, Sendable {
    case ed25519
    /// Over SHA-256; signatures are DER.
    case ecdsaP256 = "ecdsa-sha2-nistp256"
    /// RSA-PSS over SHA-256, MGF1 with the same; the salt is as long as the digest, any length is accepted.
    case rsaPSS = "rsassa-pss-sha256"

    /// What TUF calls the kind of key alone.
    public var keyType: String {
        switch self {
        case .ed25519: "ed25519"
        case .ecdsaP256: "ecdsa"
        case .rsaPSS: "rsa"
        }
    }
}
