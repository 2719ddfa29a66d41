import Glibc

extension Deeds {
    private static let deepest = 128

    /// Puts a file, or a folder with all that is in it, on the disk: each file, then its folder. (fsync)
    func syncTree(_ place: Place, depth: Int = 0) throws(OperationFailure) {
        switch place.status?.kind {
        case .file: try syncFile(place)
        case .folder:
            guard let folder = try Self.open(place, depth: depth) else { return }
            for name in try folder.names() {
                try syncTree(Place(folder, name, shown: "\(place.shown)/\(name)"), depth: depth + 1)
            }
            try syncFolder(of: Place(folder, ".", shown: place.shown))
        // A link's text is in its folder; the others hold nothing.
        case .link, .special, nil: break
        }
    }

    private func syncFile(_ place: Place) throws(OperationFailure) {
        try before(.sync, place.name)
        let file = openat(place.folder.descriptor, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        if file < 0, errno == ENOENT || errno == ELOOP { return }
        guard file >= 0 else { throw .last("open", place.shown) }
        defer { close(file) }
        // A pipe that took the file's place meanwhile cannot be synced, and need not be.
        guard fsync(file) == 0 || errno == EINVAL else { throw .last("sync", place.shown) }
    }

    /// A folder, nil if there is none.
    static func open(_ place: Place, depth: Int) throws(OperationFailure) -> OpenFolder? {
        try open(place.name, in: place.folder, shown: place.shown, depth: depth)
    }

    static func open(
        _ name: UnsafePointer<CChar>, in above: OpenFolder, shown: String, depth: Int
    ) throws(OperationFailure) -> OpenFolder? {
        guard depth < deepest else { throw .obstacle("\(shown): more than \(deepest) folders deep; remove it by hand") }
        let folder = openat(above.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if folder < 0, errno == ENOENT { return nil }
        guard folder >= 0 else { throw .last("open", shown) }
        return OpenFolder(adopting: folder)
    }
}
