import COpenSSL

extension PublicKey {
    /// The numbers that make the key: the same for the same key, however its PEM, its point or its curve was written. Nil if OpenSSL does
    /// not tell them.
    public var identity: [UInt8]? {
        switch scheme {
        case .ed25519: ed25519
        case .ecdsaP256: numbers(OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y)
        case .rsaPSS: numbers(OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E)
        }
    }

    private func numbers(_ one: String, _ other: String) -> [UInt8]? {
        guard let one = number(one), let other = number(other) else { return nil }
        return one + other
    }

    /// In as many bytes as the largest number of the largest key taken. (EVP_PKEY_get_bn_param, BN_bn2binpad)
    private func number(_ name: String) -> [UInt8]? {
        defer { ERR_clear_error() }
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(handle.raw, name, &number) == 1 else { return nil }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: 1024)
        return BN_bn2binpad(number, &bytes, Int32(bytes.count)) == bytes.count ? bytes : nil
    }
}
