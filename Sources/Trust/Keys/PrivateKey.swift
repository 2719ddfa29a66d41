import COpenSSL

/// A key that signs. OpenSSL wipes it from memory when it is given up.
public struct PrivateKey {
    public let scheme: SignatureScheme
    let handle: KeyHandle

    /// A new key. (EVP_PKEY_Q_keygen)
    public init(generating scheme: SignatureScheme) throws(OpenSSLError) {
        let raw =
            switch scheme {
            case .ed25519: roost_generate_ed25519()
            case .ecdsaP256: roost_generate_p256()
            case .rsaPSS: roost_generate_rsa(3072)
            }
        handle = KeyHandle(try check(raw, "cannot make a key"))
        self.scheme = scheme
    }

    /// PKCS#8 or traditional PEM, encrypted or not. (PEM_read_bio_PrivateKey)
    public init(pem: Secret, passphrase: Secret? = nil) throws(KeyError) {
        var request = PassphraseRequest(passphrase)
        let raw: OpaquePointer
        do throws(OpenSSLError) {
            raw = try PEM.read(pem) { bio throws(OpenSSLError) in
                try check(
                    withUnsafeMutablePointer(to: &request) { PEM_read_bio_PrivateKey(bio, nil, givePassphrase, $0) }, "no private key")
            }
        } catch {
            throw request.wasAsked ? .passphrase : .malformed(error)
        }
        handle = KeyHandle(raw)
        guard let scheme = handle.scheme else { throw .unsupported }
        self.scheme = scheme
    }

    /// The longest passphrase, in bytes: a key under a longer one could be written, and never be read.
    public static let longestPassphrase = PassphraseRequest.longest

    /// PKCS#8 PEM, encrypted by AES-256 under the passphrase if there is one. (PEM_write_bio_PKCS8PrivateKey)
    public func pem(passphrase: Secret? = nil) throws(KeyError) -> Secret {
        if let passphrase, passphrase.count > Self.longestPassphrase { throw .passphraseTooLong }
        do throws(OpenSSLError) { return try encoded(passphrase) } catch { throw .signing(error) }
    }

    private func encoded(_ passphrase: Secret?) throws(OpenSSLError) -> Secret {
        try PEM.write { bio throws(OpenSSLError) in
            guard let passphrase else {
                return try check(PEM_write_bio_PKCS8PrivateKey(bio, handle.raw, nil, nil, 0, nil, nil), "cannot write the key")
            }
            let result = passphrase.withBytes { bytes in
                PEM_write_bio_PKCS8PrivateKey(
                    bio, handle.raw, EVP_aes_256_cbc(), bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
                    nil)
            }
            try check(result, "cannot write the key")
        }
    }

    public func publicKey() throws(KeyError) -> PublicKey {
        let pem: String
        do throws(OpenSSLError) {
            pem = try PEM.text { bio throws(OpenSSLError) in
                try check(PEM_write_bio_PUBKEY(bio, handle.raw), "cannot write the public key")
            }
        } catch {
            throw .malformed(error)
        }
        return try PublicKey(pem: pem)
    }

    /// A signature over `message`, in the form TUF takes for this scheme. (EVP_DigestSign)
    public func sign(_ message: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let context = try check(EVP_MD_CTX_new(), "no memory for a signature")
        defer { EVP_MD_CTX_free(context) }
        var settings: OpaquePointer?
        try check(EVP_DigestSignInit(context, &settings, scheme.digest, nil, handle.raw), "cannot sign with this key")
        if scheme == .rsaPSS {
            try check(EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING), "cannot sign with RSA-PSS")
            try check(EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST), "cannot sign with RSA-PSS")
        }
        var length = 0
        try check(EVP_DigestSign(context, nil, &length, message, message.count), "cannot sign")
        var signature = [UInt8](repeating: 0, count: length)
        try check(EVP_DigestSign(context, &signature, &length, message, message.count), "cannot sign")
        return Array(signature.prefix(length))
    }
}
