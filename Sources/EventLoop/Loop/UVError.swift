import CLibuv
import Glibc

/// What the system or libuv refused, as libuv's negative errno.
///
/// Open on purpose: any code the system knows may turn up. Born in ``check(_:)`` only.
public struct UVError: Error, Equatable, Sendable {
    public let code: Int32

    public init(code: Int32) { self.code = code }

    init(errno: Int32) { code = -errno }

    private init(_ known: uv_errno_t) { code = known.rawValue }

    public static let again = UVError(UV_EAGAIN)
    public static let endOfFile = UVError(UV_EOF)
    public static let brokenPipe = UVError(UV_EPIPE)
    public static let connectionReset = UVError(UV_ECONNRESET)
    public static let connectionRefused = UVError(UV_ECONNREFUSED)
    public static let addressInUse = UVError(UV_EADDRINUSE)
    public static let nameTooLong = UVError(UV_ENAMETOOLONG)
    public static let noEntry = UVError(UV_ENOENT)
    public static let accessDenied = UVError(UV_EACCES)
    public static let notPermitted = UVError(UV_EPERM)
    public static let invalidArgument = UVError(UV_EINVAL)
    public static let badDescriptor = UVError(UV_EBADF)
    public static let tooManyFiles = UVError(UV_EMFILE)
    public static let noMemory = UVError(UV_ENOMEM)
    public static let tooManyFilesOfAll = UVError(UV_ENFILE)
    public static let noSuchProcess = UVError(UV_ESRCH)
    public static let timedOut = UVError(UV_ETIMEDOUT)
    public static let canceled = UVError(UV_ECANCELED)
    public static let noName = UVError(UV_EAI_NONAME)
}

extension UVError {
    /// The machine, or what its own limits leave us, has none left of what was asked for: later it may have.
    public var isShortage: Bool { [.again, .noMemory, .tooManyFiles, .tooManyFilesOfAll].contains(self) }
}

extension UVError: CustomStringConvertible {
    /// The constant's name, `ENOENT`. (uv_err_name_r)
    public var name: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            String(cString: uv_err_name_r(code, text.baseAddress!, 64))
        }
    }

    /// In words, `no such file or directory`. (uv_strerror_r)
    public var description: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 160) { text in
            String(cString: uv_strerror_r(code, text.baseAddress!, 160))
        }
    }
}

/// Turns a libuv result into a value or an error.
@discardableResult
func check(_ result: Int32) throws(UVError) -> Int32 {
    if result < 0 { throw UVError(code: result) }
    return result
}

/// Turns a system call's result into a value or an error: -1 means errno.
@discardableResult
func checkCall(_ result: Int32) throws(UVError) -> Int32 {
    if result < 0 { throw UVError(errno: errno) }
    return result
}
