import Files
import Glibc
import Launch

/// `<folder>/current` and its predecessors `1` (the newest) to `files - 1`, none larger than `size`.
struct LogFile: Sendable {
    let folder: String
    let size: Int
    let files: Int

    /// Why it could not be written, if so. Opens, writes and closes: no descriptor is kept.
    func append(_ bytes: [UInt8]) -> String? {
        guard let (descriptor, length) = openCurrent() else { return SystemError.last.words }
        guard length > 0, length + bytes.count > size else { return write(bytes, to: descriptor) }
        close(descriptor)
        if let failure = rotate() { return failure }
        guard let (fresh, _) = openCurrent() else { return SystemError.last.words }
        return write(bytes, to: fresh)
    }

    private func openCurrent() -> (descriptor: Int32, length: Int)? {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
        var descriptor = open(path("current"), flags, 0o640)
        if descriptor < 0 && errno == ENOENT {
            mkdir(folder, 0o750)
            descriptor = open(path("current"), flags, 0o640)
        }
        guard descriptor >= 0 else { return nil }
        var status = stat()
        return fstat(descriptor, &status) == 0 ? (descriptor, Int(status.st_size)) : nil
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
        defer { close(descriptor) }
        return bytes.withUnsafeBytes { DurableFile.write($0, to: descriptor) } ? nil : SystemError.last.words
    }

    /// Why `current` could not be moved away, if so: it must not grow on.
    private func rotate() -> String? {
        guard files > 1 else { return unlink(path("current")) == 0 ? nil : SystemError.last.words }
        for number in (2..<max(files, 2)).reversed() { rename(path("\(number - 1)"), path("\(number)")) }
        return rename(path("current"), path("1")) == 0 ? nil : SystemError.last.words
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }
}
