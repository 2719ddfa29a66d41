import Files
import Glibc
import TUF
import Trust

/// Files of this machine that are read or written whole.
enum LocalFile {
    /// Nil if there is none. (stat)
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_size : nil
    }

    /// `limit` is not believed: metadata may say that a file has 2⁶³ - 1 bytes.
    static func bytes(_ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8] {
        do throws(FileFailure) {
            if let bytes = try SmallFile.whole(path, atMost: min(limit, Int.max - 1)) { return bytes }
        } catch {
            throw StoreFailure(path, error.words)
        }
        throw StoreFailure(path, "there is no such file")
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
