import COpenSSL

/// Text in PEM form, lent to OpenSSL through a BIO in memory. (BIO_s_secmem)
enum PEM {
    /// Far above the largest key taken.
    static let maximumLength = 64 << 10

    static func read<Value>(_ text: String, _ body: (OpaquePointer) throws(OpenSSLError) -> Value) throws(OpenSSLError) -> Value {
        // A copy in OpenSSL's own, wiped memory, so that nothing points into Swift's.
        let bio = try check(BIO_new(BIO_s_secmem()), "no memory for a key")
        defer { BIO_free(bio) }
        let bytes = Array(text.utf8.prefix(maximumLength))
        if !bytes.isEmpty { try check(BIO_write(bio, bytes, Int32(bytes.count)), "no memory for a key") }
        return try body(bio)
    }

    static func write(_ body: (OpaquePointer) throws(OpenSSLError) -> Void) throws(OpenSSLError) -> String {
        let bio = try check(BIO_new(BIO_s_secmem()), "no memory for a key")
        defer { BIO_free(bio) }
        try body(bio)
        var buffer = [UInt8](repeating: 0, count: maximumLength)
        let count = BIO_read(bio, &buffer, Int32(buffer.count))
        defer { OPENSSL_cleanse(&buffer, buffer.count) }
        try check(count, "cannot read back the key")
        return String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
    }
}
