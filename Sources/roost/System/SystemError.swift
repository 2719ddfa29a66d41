import Glibc

/// What the last system call had to say.
enum SystemError {
    /// C function: `strerror`.
    static var words: String { String(cString: strerror(errno)) }
}
