import COpenSSL

/// The client's side of one TLS connection, without a socket: what the network brings is put in, what it is to carry is taken out.
///
/// Nothing is sent or handed over before the certificate has been found to be the host's. After an error it is of no use. (SSL)
public final class TLSClient {
    public enum Handshake: Equatable, Sendable { case done, needsMore }

    public enum Reading: Equatable, Sendable {
        case bytes([UInt8])
        /// Nothing whole has come; put in more.
        case needsMore
        /// The other side has said that it sends no more.
        case closed
    }

    public let host: String
    private let ssl: OpaquePointer
    private let fromNetwork: OpaquePointer
    private let toNetwork: OpaquePointer
    /// The largest record's content.
    private static let largestRecord = 16384

    /// `host` is a name or a numeric address; it must be what the certificate is for. (SSL_set1_host, RFC 6066 §3 for the name's sending)
    public init(host: String, trust: TLSTrust) throws(TLSError) {
        self.host = host
        guard let ssl = SSL_new(trust.context), let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem()) else {
            preconditionFailure("no memory for TLS")
        }
        self.ssl = ssl
        (fromNetwork, toNetwork) = (input, output)
        roost_never_ends(input)
        SSL_set_bio(ssl, input, output)
        SSL_set_connect_state(ssl)
        let address = a2i_IPADDRESS(host)
        defer { ASN1_OCTET_STRING_free(address) }
        guard SSL_set1_host(ssl, host) == 1, address != nil || roost_set_server_name(ssl, host) == 1 else {
            throw .refused(host: host, OpenSSLError("this is no host's name").description)
        }
        ERR_clear_error()
    }

    deinit { SSL_free(ssl) }

    /// What came from the network. (BIO_write)
    public func put(_ bytes: [UInt8]) {
        precondition(BIO_write(fromNetwork, bytes, Int32(bytes.count)) == bytes.count, "no memory for TLS")
    }

    /// What is to go to the network now, perhaps nothing. (BIO_read)
    public func take() -> [UInt8] {
        let waiting = Int(BIO_ctrl_pending(toNetwork))
        guard waiting > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: waiting) { buffer, count in
            count = max(0, Int(BIO_read(toNetwork, buffer.baseAddress, Int32(buffer.count))))
        }
    }

    /// To be repeated, with ``take()`` before and ``put(_:)`` after, until it is done. (SSL_do_handshake)
    public func handshake() throws(TLSError) -> Handshake {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        if result == 1 { return .done }
        guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ else { throw handshakeFailure() }
        return .needsMore
    }

    /// Secures what is to be sent; ``take()`` it then. (SSL_write)
    public func write(_ bytes: [UInt8]) throws(TLSError) {
        guard !bytes.isEmpty else { return }
        ERR_clear_error()
        // Memory takes all of it at once.
        guard SSL_write(ssl, bytes, Int32(bytes.count)) == bytes.count else { throw failure("cannot send") }
    }

    /// What has come, a record at most; its answers, as to a change of keys, are to be taken. (SSL_read)
    public func read() throws(TLSError) -> Reading {
        ERR_clear_error()
        var result: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.largestRecord) { buffer, count in
            result = SSL_read(ssl, buffer.baseAddress, Int32(buffer.count))
            count = max(0, Int(result))
        }
        if result > 0 { return .bytes(bytes) }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: return .needsMore
        case SSL_ERROR_ZERO_RETURN: return .closed
        default: throw failure("cannot receive")
        }
    }

    /// Says that we send no more. (SSL_shutdown)
    public func finish() {
        if SSL_is_init_finished(ssl) == 1 { SSL_shutdown(ssl) }
        ERR_clear_error()
    }

    private func failure(_ doing: String) -> TLSError { .refused(host: host, OpenSSLError(doing).description) }

    /// (SSL_get_verify_result)
    private func handshakeFailure() -> TLSError {
        let verdict = SSL_get_verify_result(ssl)
        defer { ERR_clear_error() }
        switch Int32(verdict) {
        case X509_V_OK: return failure("the handshake failed")
        case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID: return .expired(host: host)
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: return .wrongHost(host: host)
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
            return .unknownAuthority(host: host)
        default: return .refused(host: host, X509_verify_cert_error_string(verdict).map { String(cString: $0) } ?? "the certificate")
        }
    }
}
