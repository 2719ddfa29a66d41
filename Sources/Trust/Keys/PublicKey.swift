import COpenSSL

/// A key that checks signatures of one scheme.
public struct PublicKey {
    public let scheme: SignatureScheme
    let handle: KeyHandle

    init(_ handle: KeyHandle) throws(KeyError) {
        guard let scheme = handle.scheme else { throw .unsupported }
        self.scheme = scheme
        self.handle = handle
    }

    /// The 32 bytes of an Ed25519 key. (EVP_PKEY_new_raw_public_key)
    public init(ed25519 bytes: [UInt8]) throws(KeyError) {
        guard bytes.count == 32, let raw = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
            throw .malformed(OpenSSLError("an Ed25519 key has 32 bytes, this has \(bytes.count)"))
        }
        try self.init(KeyHandle(raw))
    }

    /// SubjectPublicKeyInfo in PEM. (PEM_read_bio_PUBKEY)
    public init(pem: String) throws(KeyError) {
        let raw: OpaquePointer
        do throws(OpenSSLError) {
            raw = try PEM.read(pem) { bio throws(OpenSSLError) in
                try check(PEM_read_bio_PUBKEY(bio, nil, noPassphrase, nil), "no public key")
            }
        } catch {
            throw .malformed(error)
        }
        try self.init(KeyHandle(raw))
    }

    /// SubjectPublicKeyInfo in PEM. (PEM_write_bio_PUBKEY)
    public func pem() throws(OpenSSLError) -> String {
        try PEM.text { bio throws(OpenSSLError) in try check(PEM_write_bio_PUBKEY(bio, handle.raw), "cannot write the public key") }
    }

    /// The 32 bytes of an Ed25519 key; nil for others. (EVP_PKEY_get_raw_public_key)
    public var ed25519: [UInt8]? {
        guard scheme == .ed25519 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = bytes.count
        return EVP_PKEY_get_raw_public_key(handle.raw, &bytes, &length) == 1 && length == 32 ? bytes : nil
    }

    /// Whether `signature` is this key's over `message`. What is no signature at all is simply not one. (EVP_DigestVerify)
    public func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("no memory for a signature") }
        defer { EVP_MD_CTX_free(context) }
        var settings: OpaquePointer?
        guard EVP_DigestVerifyInit(context, &settings, scheme.digest, nil, handle.raw) == 1 else { return false }
        if scheme == .rsaPSS {
            guard EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1,
                EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_AUTO) == 1
            else { return false }
        }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

extension SignatureScheme {
    /// Ed25519 has its digest built in.
    var digest: OpaquePointer? { self == .ed25519 ? nil : EVP_sha256() }
}
