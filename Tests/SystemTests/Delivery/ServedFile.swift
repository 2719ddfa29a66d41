import Glibc
import Support

/// Another content for a file, which is made if it is not there.
func overwrite(_ path: String, with bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw SystemError("open \(path)") }
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count else { throw SystemError("write \(path)") }
}
