import Glibc

/// Overwrites a page's worth of a file with nonsense.
func damage(_ path: String, at offset: off_t) throws {
    struct Failure: Error {}
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let bytes = [UInt8](repeating: 0xA5, count: 4096)
    guard pwrite(descriptor, bytes, bytes.count, offset) == bytes.count else { throw Failure() }
}
