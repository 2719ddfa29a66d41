import Glibc

/// What a short-lived program says to who started it.
enum StandardOutput {
    /// All of the text, or false if nobody takes it. (write)
    static func write(_ text: String, to descriptor: Int32 = 1) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return false }
            bytes = bytes.dropFirst(written)
        }
        return true
    }
}
