/// Why there is no secure connection, or none any more.
public enum TLSError: Error, Equatable, Sendable {
    /// The certificate's time is over or has not begun, or this machine's clock is wrong.
    case expired(host: String)
    /// The certificate is somebody else's.
    case wrongHost(host: String)
    /// No authority that is trusted here has signed the certificate.
    case unknownAuthority(host: String)
    /// The certificate or the handshake is refused, by us or by the other side, for another reason.
    case refused(host: String, String)
    /// The connection ended without the other side's word that it does: what came may not be all.
    case truncated(host: String)
    /// The authorities to be trusted cannot be read.
    case authorities(OpenSSLError)
}

extension TLSError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .expired(let host): "the certificate of \(host) is not valid now: it has expired, or this machine's clock is wrong"
        case .wrongHost(let host): "the certificate shown is not for \(host)"
        case .unknownAuthority(let host):
            "the certificate of \(host) is signed by no authority known here: install ca-certificates, or pin the authority"
        case .refused(let host, let words): "no secure connection to \(host): \(words)"
        case .truncated(let host): "\(host) broke off: the secure connection ended before it was closed"
        case .authorities(let error): "the trusted authorities cannot be read: \(error)"
        }
    }
}
