import COpenSSL

/// Owns an EVP_PKEY: OpenSSL wipes and frees it when the last owner is gone.
final class KeyHandle {
    let raw: OpaquePointer

    init(_ raw: OpaquePointer) { self.raw = raw }

    deinit { EVP_PKEY_free(raw) }

    /// Of which scheme it can be; nil for a kind, curve or strength we do not take.
    var scheme: SignatureScheme? {
        switch EVP_PKEY_get_base_id(raw) {
        case EVP_PKEY_ED25519: .ed25519
        case EVP_PKEY_EC where group == "prime256v1": .ecdsaP256
        case EVP_PKEY_RSA where (2048...8192).contains(EVP_PKEY_get_bits(raw)): .rsaPSS
        default: nil
        }
    }

    private var group: String? {
        var name = [CChar](repeating: 0, count: 64)
        guard EVP_PKEY_get_group_name(raw, &name, name.count, nil) == 1 else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
