import Glibc

/// A system call that failed, and how.
public struct SystemError: Error, Equatable, CustomStringConvertible {
    public let call: String
    public let code: Int32

    /// With what `errno` says now.
    public init(_ call: String) { self.init(call, code: errno) }

    public init(_ call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    public var description: String { "\(call): \(String(cString: strerror(code)))" }
}

/// Passes on what a call answered, or throws what `errno` says.
func check(_ result: Int32, _ call: String) throws(SystemError) -> Int32 {
    guard result >= 0 else { throw SystemError(call) }
    return result
}
