import Glibc

/// One manifest file, known by where it is.
///
/// Hostile content costs a bounded effort: only regular files are opened, never waited for, and at most 64 KiB are read.
struct ManifestFile {
    let path: String
    /// What its id must be.
    let name: String
    let folder: String
    /// Stands for a folder that could not be read as it should.
    var problem: ManifestProblem?

    /// One that cannot be looked at counts as there: that is to be told, not taken for gone.
    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    /// What the file says by itself; nil if it has gone.
    func line() -> ManifestLine? {
        if let problem { return .invalid(problem) }
        do throws(ManifestProblem) {
            guard let text = try text() else { return nil }
            return .valid(try Manifest(toml: text, name: name, file: path, folder: folder))
        } catch {
            return .invalid(error)
        }
    }

    /// For a file the parser died of, which it also does for want of memory.
    func unreadable() -> ManifestProblem {
        refusal("not TOML: so malformed that it cannot be said where", "write it anew, a few lines at a time", .surroundings)
    }

    /// The bytes of a regular file, one more than the most allowed if it is too large; nil where there is none.
    func text() throws(ManifestProblem) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw refusal("cannot be read: \(lastError())", "make it readable for the host", .surroundings)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw refusal("not a regular file", "put a text file here")
        }
        return try read(descriptor)
    }

    private func read(_ descriptor: Int32) throws(ManifestProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: TOMLText.largestFile + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw refusal("cannot be read: \(lastError())", "look at the disk", .surroundings) }
            if got == 0 { break }
            count += got
        }
        return Array(bytes[..<count])
    }

    private func refusal(_ reason: String, _ remedy: String, _ fault: ManifestProblem.Fault = .file) -> ManifestProblem {
        ManifestProblem(id: name, file: path, reason: reason, remedy: remedy, fault: fault)
    }
}
