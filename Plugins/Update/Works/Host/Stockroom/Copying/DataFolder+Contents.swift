import Glibc

extension DataFolder {
    /// What is in it, without `.` and `..`, in no order, as the bytes it is; no more than so many. (readdir)
    func entries(atMost limit: Int) throws(Fault) -> [[CChar]] {
        // A descriptor of its own: the place in the listing belongs to the open file.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .last("list", path) }
        guard let listing = fdopendir(copy) else {
            close(copy)
            throw .last("list", path)
        }
        defer { closedir(listing) }
        var entries: [[CChar]] = []
        while entries.count < limit {
            errno = 0
            guard let entry = readdir(listing) else {
                guard errno == 0 else { throw .last("list", path) }
                break
            }
            let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!).assumingMemoryBound(to: CChar.self)
            guard strcmp(name, ".") != 0, strcmp(name, "..") != 0 else { continue }
            entries.append(Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1)))
        }
        return entries
    }

    /// The same as text, sorted; of those that are none, how many there are.
    func names(atMost limit: Int) throws(Fault) -> (names: [String], unnamed: Int) {
        let entries = try entries(atMost: limit)
        let names = entries.compactMap { $0.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) } }
        return (names.sorted(), entries.count - names.count)
    }

    private static let (listed, deepest) = (256, 128)

    /// Removes a file, or a folder with all that is in it, as far as that can be done. (unlinkat)
    func remove(_ name: UnsafePointer<CChar>, depth: Int = 0) {
        if unlinkat(descriptor, name, 0) == 0 || errno != EISDIR && errno != EPERM { return }
        guard depth < Self.deepest, let folder = try? folder(name) else { return }
        while let entries = try? folder.entries(atMost: Self.listed), !entries.isEmpty {
            for entry in entries { folder.remove(entry, depth: depth + 1) }
            // As long as anything goes.
            guard folder.status(of: entries[0]) == nil else { return }
        }
        unlinkat(descriptor, name, AT_REMOVEDIR)
    }
}
