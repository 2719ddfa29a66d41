import Glibc

/// A system call that failed.
struct SystemError: Error {
    let code: Int32

    /// With what errno says now.
    init() { code = errno }

    init(code: Int32) { self.code = code }

    var words: String { strerrordesc_np(code).map { String(cString: $0) } ?? "error \(code)" }

    static func check(_ result: Int32) throws(SystemError) {
        guard result >= 0 else { throw SystemError() }
    }
}
