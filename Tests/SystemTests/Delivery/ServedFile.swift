import Glibc
import Support

/// Another content for a file, which is made if it is not there.
func overwrite(_ path: String, with bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw SystemError("open \(path)") }
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count else { throw SystemError("write \(path)") }
}

/// Bytes that no compressor makes smaller, the same at each call.
enum TestNoise {
    static func bytes(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }
}
