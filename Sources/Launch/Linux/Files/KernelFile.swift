import Files
import Glibc

/// Small files by which Linux is asked and told things (/proc, /sys, cgroups): read whole, written in one call, never created.
enum KernelFile {
    /// What the file says, at most `limit` bytes of it; nil if it cannot be read.
    static func read(_ path: String, limit: Int = 1 << 18) -> String? {
        (try? SmallFile.beginning(path, atMost: limit)).map { String(decoding: $0, as: UTF8.self) }
    }

    static func write(_ text: String, to path: String) throws(SystemError) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemError.last }
        defer { close(file) }
        var text = text
        let written = text.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
        if written < 0 { throw SystemError.last }
    }

    /// The lines of a file of lines; none if it cannot be read.
    static func lines(_ path: String) -> [Substring] {
        read(path)?.split(separator: "\n") ?? []
    }

    /// The names in a folder; none if it cannot be read.
    static func names(in folder: String) -> [String] {
        let names = try? OpenFolder(folder).names(atMost: .max).names
        return (names ?? []).filter { $0.utf8.first != UInt8(ascii: ".") }
    }
}
