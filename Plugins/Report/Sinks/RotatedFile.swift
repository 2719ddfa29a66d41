import Glibc

/// A file of lines, and its older parts `PATH.1`, `PATH.2`, …: together of bounded size. A line is in it wholly or not at all, and on the
/// disk when it is said to be.
actor RotatedFile {
    nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
    private let path: String
    private let size: Int64
    private let files: Int

    /// `files` counts the present one.
    init(_ path: String, size: Int64, files: Int, on lane: any SerialExecutor) {
        (self.path, self.size, self.files, self.lane) = (path, size, files, lane)
    }

    /// Nil, or why not, in words. Opened anew for each line: somebody else may rotate it as well, and lines are rare.
    func append(_ line: String) -> String? {
        let bytes = Array("\(line)\n".utf8)
        do throws(Failure) {
            let length = try length()
            if length > 0, length + Int64(bytes.count) > size { try rotate() }
            try write(bytes)
            return nil
        } catch {
            return "\(path): \(error.call): \(String(cString: strerror(error.code)))"
        }
    }

    private struct Failure: Error {
        let call: String
        let code: Int32
    }

    private func check(_ result: some BinaryInteger, _ call: String) throws(Failure) {
        if result < 0 { throw Failure(call: call, code: errno) }
    }

    private func length() throws(Failure) -> Int64 {
        var status = stat()
        guard lstat(path, &status) != 0 else { return Int64(status.st_size) }
        if errno == ENOENT { return 0 }
        throw Failure(call: "lstat", code: errno)
    }

    private func rotate() throws(Failure) {
        guard files > 1 else { return try check(unlink(path), "unlink") }
        for number in (1..<files).reversed() {
            let older = number == 1 ? path : "\(path).\(number - 1)"
            if rename(older, "\(path).\(number)") != 0, errno != ENOENT { throw Failure(call: "rename", code: errno) }
        }
    }

    /// No link is followed: whoever may write beside it must not choose where it goes. (open, write, ftruncate, fdatasync)
    private func write(_ bytes: [UInt8]) throws(Failure) {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o640)
        try check(file, "open")
        defer { close(file) }
        var status = stat()
        try check(fstat(file, &status), "fstat")
        let written = Glibc.write(file, bytes, bytes.count)
        guard written == bytes.count else {
            let code = written < 0 ? errno : ENOSPC
            if written > 0 { try check(ftruncate(file, status.st_size), "ftruncate") }
            throw Failure(call: "write", code: code)
        }
        try check(fdatasync(file), "fdatasync")
    }
}
