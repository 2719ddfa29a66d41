import Glibc
import Trust

/// An artifact while it is written, digested on the way. What is there under its name is replaced.
final class ArtifactOutput {
    private let descriptor: Int32
    private let path: String
    private var stream: DigestStream? = DigestStream(.sha256)
    private(set) var length: Int64 = 0

    init(_ path: String) throws(ReleaseFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last("make", path) }
        self.path = path
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ReleaseFailure) {
        try descriptor.writeAll(bytes, path)
        stream?.update(bytes)
        length += Int64(bytes.count)
    }

    /// Durable when this returns; nothing can be written after. (fsync)
    func finish() throws(ReleaseFailure) -> ArtifactFile {
        guard fsync(descriptor) == 0, let digest = stream.take()?.finish() else { throw .last("sync", path) }
        return ArtifactFile(length: length, digest: digest)
    }
}
