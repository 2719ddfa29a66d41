import Glibc
import Trust

/// A file in the making, held to its line in `release.json`: not a byte more than its size, and nothing but its digest.
///
/// Never more than a window of it waits for the disk, and what is there is let go of: a large file fills neither a small control
/// group nor a small router's memory.
final class StagedFile {
    private static let window: Int64 = 1 << 20

    private let descriptor: Int32
    private let path: String
    private let size: Int64
    private var stream: DigestStream? = DigestStream(.sha256)
    private var written: Int64 = 0
    private var synced: Int64 = 0

    /// Takes over a new, empty file.
    init(adopting descriptor: Int32, _ path: String, size: Int64) {
        (self.descriptor, self.path, self.size) = (descriptor, path, size)
    }

    deinit { close(descriptor) }

    var remaining: Int64 { size - written }

    /// (write)
    func write(_ bytes: UnsafeRawBufferPointer) throws(ReleaseFailure) {
        guard Int64(bytes.count) <= remaining else {
            throw .artifact(place: path, why: "there is more of it than the \(size) bytes of release.json")
        }
        try descriptor.writeAll(bytes, path)
        stream?.update(bytes)
        written += Int64(bytes.count)
        if written - synced >= Self.window { try drain() }
    }

    /// (fdatasync, posix_fadvise)
    private func drain() throws(ReleaseFailure) {
        guard fdatasync(descriptor) == 0 else { throw .last("sync", path) }
        posix_fadvise(descriptor, off_t(synced), off_t(written - synced), POSIX_FADV_DONTNEED)
        synced = written
    }

    /// Checked, then durable, when this returns; nothing can be written after. (fchmod, fsync)
    func finish(mode: UInt32, _ expected: Digest) throws(ReleaseFailure) {
        guard remaining == 0 else { throw .artifact(place: path, why: "it ends after \(written) of \(size) bytes") }
        guard stream.take()?.finish() == expected else { throw .artifact(place: path, why: "its digest is not that of release.json") }
        guard fchmod(descriptor, mode) == 0 else { throw .last("set the mode of", path) }
        guard fsync(descriptor) == 0 else { throw .last("sync", path) }
    }
}
