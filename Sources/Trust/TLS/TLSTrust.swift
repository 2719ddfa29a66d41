import COpenSSL

/// Whom a TLS client believes, made once and shared by its connections: TLS 1.2 at least, no renegotiation. (SSL_CTX)
public final class TLSTrust {
    let context: OpaquePointer

    /// The system's authorities: `SSL_CERT_FILE` and `SSL_CERT_DIR`, else OpenSSL's own places.
    /// Where there are none, no server is believed. (SSL_CTX_set_default_verify_paths)
    public convenience init() throws(TLSError) {
        try self.init { context throws(OpenSSLError) in
            try check(SSL_CTX_set_default_verify_paths(context), "no system authorities")
        }
    }

    /// Bytes of authorities in PEM: several times those of a whole system.
    public static let longestAuthorities = 1 << 20

    /// These authorities and no others: one certificate in PEM or more, all of them readable. (X509_STORE_add_cert)
    public convenience init(authorities pem: String) throws(TLSError) {
        try self.init { context throws(OpenSSLError) in
            try PEM.read(pem, atMost: Self.longestAuthorities) { bio throws(OpenSSLError) in
                var count = 0
                while let certificate = PEM_read_bio_X509(bio, nil, noPassphrase, nil) {
                    defer { X509_free(certificate) }
                    try check(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate), "cannot pin a certificate")
                    count += 1
                }
                if count == 0 { throw OpenSSLError("there is no certificate in PEM form") }
                // The end of the text is what has to have ended the loop.
                guard ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE else {
                    throw OpenSSLError("certificate \(count + 1) in it is broken")
                }
                ERR_clear_error()
            }
        }
    }

    private init(_ trust: (OpaquePointer) throws(OpenSSLError) -> Void) throws(TLSError) {
        do throws(OpenSSLError) {
            context = try check(SSL_CTX_new(TLS_client_method()), "no memory for TLS")
            try check(roost_require_tls12(context), "cannot require TLS 1.2")
            roost_forbid_renegotiation(context)
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
            try trust(context)
        } catch {
            throw .authorities(error)
        }
    }

    /// What is spoken at the least, as TLS numbers it: 0x0303 is TLS 1.2. (SSL_CTX_get_min_proto_version)
    var oldestVersion: Int { SSL_CTX_ctrl(context, SSL_CTRL_GET_MIN_PROTO_VERSION, 0, nil) }

    deinit { SSL_CTX_free(context) }
}
