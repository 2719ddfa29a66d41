import Glibc
import TUF
import Trust

/// Files of this machine that are read or written whole.
enum LocalFile {
    static func bytes(_ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8] {
        guard let file = fopen(path, "re") else { throw failure(path) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard ferror(file) == 0, count <= limit else { throw failure(path) }
        return Array(bytes.prefix(count))
    }

    /// All of it, or no file.
    static func write(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
        let temporary = path + ".new"
        guard let file = fopen(temporary, "we") else { throw failure(temporary) }
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        guard fclose(file) == 0, isWritten, rename(temporary, path) == 0 else {
            let failure = failure(path)
            unlink(temporary)
            throw failure
        }
    }

    /// A target's path as one part of a path, so that it cannot lead out of its folder; the digest keeps it short enough.
    static func name(of target: ExactText) -> String { "\(Digest(.sha256, of: target.utf8))" }

    private static func failure(_ path: String) -> StoreFailure { StoreFailure(path, String(cString: strerror(errno))) }
}
