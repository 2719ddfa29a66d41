import Glibc
import Launch

/// Removes a file or a folder with all that is in it.
///
/// Goes by descriptors and follows no link: whoever may write in there cannot have anything else removed.
enum TreeRemoval {
    private static let deepest = 256

    /// What is not there is removed already.
    static func remove(_ path: String) throws(CommandFailure) {
        try remove(path, in: AT_FDCWD, shown: path, depth: 0)
    }

    private static func remove(_ name: String, in folder: Int32, shown: String, depth: Int) throws(CommandFailure) {
        if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw failure(shown) }
        guard depth < deepest else { throw CommandFailure("\(shown): more than \(deepest) folders deep") }
        let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(shown) }
        defer { close(descriptor) }
        for entry in FolderListing.all(of: descriptor) {
            try remove(entry, in: descriptor, shown: "\(shown)/\(entry)", depth: depth + 1)
        }
        guard unlinkat(folder, name, AT_REMOVEDIR) == 0 else { throw failure(shown) }
    }

    private static func failure(_ path: String) -> CommandFailure { CommandFailure("\(path): \(SystemError.last.words)") }
}
