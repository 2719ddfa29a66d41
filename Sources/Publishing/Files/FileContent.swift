import Glibc
package import Trust

/// How long a file is and what is in it, by its digest.
package struct FileContent: Equatable, Sendable {
    package let length: Int
    package let digest: Digest

    package init(length: Int, digest: Digest) { (self.length, self.digest) = (length, digest) }

    /// Nil if there is no such file. (open, read)
    package init?(of path: String) throws(PublishingError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw .last(path) }
        defer { close(file) }
        _ = try InputFile.status(of: file, path)
        var stream = DigestStream(.sha256)
        var length = 0
        try InputFile.forEachPiece(of: file, path) { piece in
            stream.update(piece)
            length += piece.count
        }
        self.init(length: length, digest: stream.finish())
    }

    package init(of bytes: [UInt8]) { self.init(length: bytes.count, digest: Digest(.sha256, of: bytes)) }
}

extension FileContent {
    /// Nil if there is no such file; regular files only. (lstat)
    static func status(of path: String) throws(PublishingError) -> stat? {
        var status = stat()
        if lstat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard lstat(path, &status) == 0 else { throw .last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path: path, words: "not a regular file") }
        return status
    }
}
