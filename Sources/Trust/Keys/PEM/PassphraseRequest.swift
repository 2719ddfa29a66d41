import COpenSSL

/// What a reading of PEM needs to know and to tell: OpenSSL asks for a passphrase only where the key is encrypted.
///
/// Holds the passphrase; OpenSSL is done with it before its maker is.
struct PassphraseRequest {
    /// OpenSSL reads no longer one: its buffer is so long. (PEM_BUFSIZE)
    static let longest = 1024

    private let passphrase: Secret?
    private(set) var wasAsked = false

    init(_ passphrase: Secret?) { self.passphrase = passphrase }

    /// Copies the passphrase to where OpenSSL wants it; -1 if there is none or it does not fit.
    fileprivate mutating func give(_ buffer: UnsafeMutableRawPointer, _ capacity: Int) -> Int32 {
        wasAsked = true
        guard let passphrase, passphrase.count <= capacity else { return -1 }
        passphrase.withBytes { UnsafeMutableRawBufferPointer(start: buffer, count: capacity).copyMemory(from: $0) }
        return Int32(passphrase.count)
    }
}

/// OpenSSL's pem_password_cb.
func givePassphrase(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int32, _ writing: Int32, _ request: UnsafeMutableRawPointer?)
    -> Int32
{
    guard let buffer, let request else { return -1 }
    return request.assumingMemoryBound(to: PassphraseRequest.self).pointee.give(buffer, Int(capacity))
}

/// Without it OpenSSL would ask at the terminal.
func noPassphrase(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int32, _ writing: Int32, _ request: UnsafeMutableRawPointer?) -> Int32
{ -1 }
