import Glibc

extension OpenFolder {
    /// What is in it, without `.` and `..`, in no order, as the bytes it is, each with its zero; no more than so many. (readdir)
    package func entries(atMost limit: Int) throws(FileFailure) -> [[CChar]] {
        // A descriptor of its own: the place in the listing belongs to the open file.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .last("list", path) }
        guard let listing = fdopendir(copy) else {
            let failure = FileFailure.last("list", path)
            close(copy)
            throw failure
        }
        defer { closedir(listing) }
        var entries: [[CChar]] = []
        while entries.count < limit {
            errno = 0
            guard let entry = readdir(listing) else {
                // A listing that was cut is not taken for a whole one.
                guard errno == 0 else { throw .last("list", path) }
                break
            }
            if let name = Self.name(of: entry) { entries.append(name) }
        }
        return entries
    }

    /// The same as text, sorted; of those that are none, how many there are.
    package func names(atMost limit: Int) throws(FileFailure) -> (names: [String], unnamed: Int) {
        let entries = try entries(atMost: limit)
        let names = entries.compactMap { $0.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) } }
        return (names.sorted(), entries.count - names.count)
    }

    /// The same as text, in no order; what is none is mended, and leads to nothing.
    package func namesMended(atMost limit: Int) throws(FileFailure) -> [String] {
        try entries(atMost: limit).map { $0.withUnsafeBufferPointer { String(cString: $0.baseAddress!) } }
    }

    /// Nil for the folder itself and the one it is in.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [CChar]? {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { return nil }
                return Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
            }
        }
    }
}
