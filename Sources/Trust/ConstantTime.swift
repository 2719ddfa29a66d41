import COpenSSL

/// Comparison whose time tells nothing of where two secrets differ. Their lengths are no secret. (CRYPTO_memcmp)
public enum ConstantTime {
    public static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}
