import Glibc

/// A private folder for trees that are needed for a while. Emptied before it is used, and removed afterwards.
struct WorkFolder {
    private static let deepest = 64
    let path: String

    init(_ workshop: Workshop) throws(PublishingError) {
        path = "\(workshop.path)/work"
        try remove()
        guard mkdir(path, 0o700) == 0 else { throw .last(path) }
    }

    func place(_ name: String) -> String { "\(path)/\(name)" }

    /// With all that is in it.
    func remove() throws(PublishingError) { try Self.remove(path, in: AT_FDCWD, depth: 0) }

    /// By descriptors, and through no link. What is not there is removed already. (unlinkat)
    private static func remove(_ name: String, in folder: Int32, depth: Int) throws(PublishingError) {
        if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM, depth < deepest else { throw .last(name) }
        let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(name) }
        defer { close(descriptor) }
        for entry in try Shelf.names(of: dup(descriptor), name) { try remove(entry, in: descriptor, depth: depth + 1) }
        guard unlinkat(folder, name, AT_REMOVEDIR) == 0 else { throw .last(name) }
    }
}
