import COpenSSL

/// Bytes nobody can foretell. (RAND_bytes)
public enum RandomBytes {
    public static func make(_ count: Int) throws(OpenSSLError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try check(RAND_bytes(&bytes, Int32(count)), "no random bytes")
        return bytes
    }
}
