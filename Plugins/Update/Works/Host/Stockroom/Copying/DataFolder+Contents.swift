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
    /// Who goes on adding to what is removed is not followed for ever: the rest is the next attempt's.
    private static let most = 1 << 20

    /// Removes a file, or a folder with all that is in it, as far as that can be done; so many names at most.
    func remove(_ name: UnsafePointer<CChar>, atMost limit: Int = DataFolder.most) {
        var rest = limit
        _ = remove(name, &rest, depth: 0)
    }

    /// True if nothing has that name any more. (unlinkat)
    private func remove(_ name: UnsafePointer<CChar>, _ rest: inout Int, depth: Int) -> Bool {
        guard rest > 0 else { return false }
        rest -= 1
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return true }
        guard errno == EISDIR || errno == EPERM, depth < Self.deepest, let folder = try? folder(name) else { return false }
        while rest > 0, let entries = try? folder.entries(atMost: Self.listed), !entries.isEmpty {
            var isGoing = false
            for entry in entries where folder.remove(entry, &rest, depth: depth + 1) { isGoing = true }
            guard isGoing else { return false }
        }
        return unlinkat(descriptor, name, AT_REMOVEDIR) == 0
    }
}
