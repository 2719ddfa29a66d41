import Glibc

/// An error number of the system, born where a call failed.
package struct SystemError: Error, Equatable, Sendable {
    package let code: Int32

    /// The one the last failing call of this thread left: errno.
    package static var last: SystemError { SystemError(code: errno) }

    /// The system's own words: strerror.
    package var words: String { String(cString: strerror(code)) }
}
