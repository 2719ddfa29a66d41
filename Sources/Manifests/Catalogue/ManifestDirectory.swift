import Glibc

/// A folder that holds manifests: `<id>.toml` or `<id>/plugin.toml`.
struct ManifestDirectory {
    private static let mostEntries = 4096
    private let path: String

    init(_ path: String) { self.path = path }

    /// In the order of their names. A missing folder is an empty one; an unreadable one is a problem of its own.
    func files() -> [ManifestFile] {
        guard let handle = opendir(path) else { return errno == ENOENT ? [] : [unreadable()] }
        defer { closedir(handle) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(handle) {
            let name = Self.name(of: entry)
            if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { return [unreadable()] }
        var files = names.sorted().prefix(Self.mostEntries).compactMap(file)
        if names.count > Self.mostEntries {
            files.append(problem("the folder has \(names.count) entries, only the first \(Self.mostEntries) are read", "remove some"))
        }
        return files
    }

    /// The manifest that `name` is or holds, if it is one of the two forms.
    private func file(_ name: String) -> ManifestFile? {
        if name.utf8.count > 5, name.utf8.suffix(5).elementsEqual(".toml".utf8) {
            return ManifestFile(path: "\(path)/\(name)", name: String(name.dropLast(5)), folder: path)
        }
        let file = ManifestFile(path: "\(path)/\(name)/plugin.toml", name: name, folder: "\(path)/\(name)")
        return file.exists ? file : nil
    }

    private func unreadable() -> ManifestFile { problem("the folder cannot be read: \(lastError())", "make it a readable folder") }

    /// Without an id, of the folder as a whole.
    private func problem(_ reason: String, _ remedy: String) -> ManifestFile {
        let problem = ManifestProblem(id: "", file: path, reason: reason, remedy: remedy, fault: .surroundings)
        return ManifestFile(path: path, name: "", folder: path, problem: problem)
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }
}

func lastError() -> String { String(cString: strerror(errno)) }
