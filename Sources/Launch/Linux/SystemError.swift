import Glibc

/// An error number of the system, born where a call failed.
struct SystemError: Error, Equatable, Sendable {
    let code: Int32

    /// The one the last failing call of this thread left: errno.
    static var last: SystemError { SystemError(code: errno) }

    /// The system's own words: strerror.
    var words: String { String(cString: strerror(code)) }
}
