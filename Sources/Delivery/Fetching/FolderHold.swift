import Glibc
import Release

/// The one fetch's hold on the folder it works in, let go with its process at the latest. (flock)
///
/// It lasts from before the first file until the tree is where it is wanted: of two fetches, one would begin anew with what the other
/// has checked already.
public final class FolderHold: Sendable {
    private let descriptor: Int32

    /// Of a folder that is there. Nil where another has it, or has just put it out of the way. (open, flock)
    init?(_ folder: String) throws(DeliveryError) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .release(.system(code: errno, doing: "open", path: folder)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw .release(.system(code: errno, doing: "hold", path: folder))
        }
        guard Self.isSame(descriptor, folder) else { return nil }
    }

    /// A child that is just being started may hold a copy of the descriptor: closing ours alone would not do.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func isSame(_ descriptor: Int32, _ folder: String) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(folder, &named) == 0 && held.st_dev == named.st_dev && held.st_ino == named.st_ino
    }
}
