import COpenSSL

/// Text in PEM form, lent to OpenSSL through a BIO in its own, wiped memory, so that nothing points into Swift's. (BIO_s_secmem)
enum PEM {
    /// Far above the largest key taken.
    static let maximumLength = 64 << 10

    static func read<Value>(
        _ text: Secret, atMost limit: Int = maximumLength, _ body: (OpaquePointer) throws(OpenSSLError) -> Value
    ) throws(OpenSSLError) -> Value {
        guard text.count <= limit else { throw OpenSSLError("it has \(text.count) bytes, and at most \(limit) are taken") }
        let bio = try check(BIO_new(BIO_s_secmem()), "no memory for a key")
        defer { BIO_free(bio) }
        if text.count > 0 { try check(text.withBytes { BIO_write(bio, $0.baseAddress, Int32($0.count)) }, "no memory for a key") }
        return try body(bio)
    }

    static func write(_ body: (OpaquePointer) throws(OpenSSLError) -> Void) throws(OpenSSLError) -> Secret {
        let bio = try check(BIO_new(BIO_s_secmem()), "no memory for a key")
        defer { BIO_free(bio) }
        try body(bio)
        return try Secret(capacity: maximumLength) { (memory) throws(OpenSSLError) in
            let count = BIO_read(bio, memory.baseAddress, Int32(memory.count))
            try check(count, "cannot read back the key")
            return Int(count)
        }
    }
}

extension PEM {
    /// What is no secret: public keys and certificates.
    static func read<Value>(
        _ text: String, atMost limit: Int = maximumLength, _ body: (OpaquePointer) throws(OpenSSLError) -> Value
    ) throws(OpenSSLError) -> Value {
        try read(Secret(text.utf8), atMost: limit, body)
    }

    static func text(_ body: (OpaquePointer) throws(OpenSSLError) -> Void) throws(OpenSSLError) -> String {
        try write(body).withBytes { String(decoding: $0, as: UTF8.self) }
    }
}
