import Files
import Glibc

/// A folder that holds manifests: `<id>.toml` or `<id>/plugin.toml`.
struct ManifestDirectory {
    private static let mostEntries = 4096
    private let path: String

    init(_ path: String) { self.path = path }

    /// In the order of their names. A missing folder is an empty one; an unreadable one is a problem of its own.
    func files() -> [ManifestFile] {
        let names: [String]
        do throws(FileFailure) { names = try self.names() } catch {
            return error.code == ENOENT ? [] : [unreadable(error)]
        }
        var files = names.sorted().prefix(Self.mostEntries).compactMap(file)
        if names.count > Self.mostEntries {
            files.append(problem("the folder has \(names.count) entries, only the first \(Self.mostEntries) are read", "remove some"))
        }
        return files
    }

    /// Without hidden ones. One that is no text is that of no file, and passed over as one that has gone.
    private func names() throws(FileFailure) -> [String] {
        try OpenFolder(path).namesMended(atMost: .max).filter { $0.utf8.first != UInt8(ascii: ".") }
    }

    /// The manifest that `name` is or holds, if it is one of the two forms.
    private func file(_ name: String) -> ManifestFile? {
        if name.utf8.count > 5, name.utf8.suffix(5).elementsEqual(".toml".utf8) {
            return ManifestFile(path: "\(path)/\(name)", name: String(name.dropLast(5)), folder: path)
        }
        let file = ManifestFile(path: "\(path)/\(name)/plugin.toml", name: name, folder: "\(path)/\(name)")
        return file.exists ? file : nil
    }

    private func unreadable(_ failure: FileFailure) -> ManifestFile {
        problem("the folder cannot be read: \(failure.words)", "make it a readable folder")
    }

    /// Without an id, of the folder as a whole.
    private func problem(_ reason: String, _ remedy: String) -> ManifestFile {
        let problem = ManifestProblem(id: "", file: path, reason: reason, remedy: remedy, fault: .surroundings)
        return ManifestFile(path: path, name: "", folder: path, problem: problem)
    }
}
