import Glibc

/// Where a reason is told.
enum StandardError {
    static func write(_ text: String) {
        let bytes = Array("tuf-client: \(text)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
