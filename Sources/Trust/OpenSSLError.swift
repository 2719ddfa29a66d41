import COpenSSL

/// What OpenSSL refused: its packed error code, and in words what was tried and why it failed.
///
/// Open on purpose: any code of any of its libraries may turn up. Born in ``check(_:_:)`` only. (ERR_get_error)
public struct OpenSSLError: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: UInt
    public let description: String

    /// Takes the thread's error queue with it, so that no old error is blamed on a later call.
    init(_ doing: String) {
        code = ERR_peek_error()
        let reason = code == 0 ? nil : ERR_reason_error_string(code).map { String(cString: $0) }
        ERR_clear_error()
        description = reason.map { "\(doing): \($0)" } ?? doing
    }
}

/// Turns OpenSSL's 1 for success into nothing, and all else into an error.
func check(_ result: Int32, _ doing: String) throws(OpenSSLError) {
    if result <= 0 { throw OpenSSLError(doing) }
}

/// Turns OpenSSL's null for failure into an error.
func check<Pointer>(_ pointer: Pointer?, _ doing: String) throws(OpenSSLError) -> Pointer {
    guard let pointer else { throw OpenSSLError(doing) }
    return pointer
}
