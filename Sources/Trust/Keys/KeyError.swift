/// Why a key cannot be used.
public enum KeyError: Error, Equatable, Sendable {
    /// Not PEM, or not a key.
    case malformed(OpenSSLError)
    /// Encrypted, and the passphrase is missing or wrong.
    case passphrase
    /// Longer than a passphrase that could be read again.
    case passphraseTooLong
    /// A kind, curve or strength that is not taken: Ed25519, ECDSA P-256 and RSA of 2048 to 8192 bits are.
    case unsupported
    case signing(OpenSSLError)
}

extension KeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let error): "this is no key in PEM form (\(error))"
        case .passphrase: "the key is encrypted, and the passphrase is missing or wrong"
        case .passphraseTooLong:
            "the passphrase is longer than \(PrivateKey.longestPassphrase) bytes, and no key could be read again with it"
        case .unsupported: "this kind of key is not taken; Ed25519, ECDSA P-256 and RSA of 2048 to 8192 bits are"
        case .signing(let error): "\(error)"
        }
    }
}
