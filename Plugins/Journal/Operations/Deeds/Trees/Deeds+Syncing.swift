import Files
import Glibc

extension Deeds {
    static let deepest = 128

    /// Puts a file, or a folder with all that is in it, on the disk: each file, then its folder. (fsync)
    func syncTree(_ place: Place) throws(OperationFailure) { try sync(place.name, in: place.folder, place.shown, depth: 0) }

    /// By the bytes it is called by: a feature may call its files what is no text.
    private func sync(_ name: UnsafePointer<CChar>, in above: OpenFolder, _ shown: String, depth: Int) throws(OperationFailure) {
        guard let status = try Self.told(shown, { () throws(FileFailure) in try above.status(of: name) }) else { return }
        switch FileStatus(status).kind {
        case .file: try syncFile(name, in: above, shown)
        case .folder:
            guard let folder = try Self.open(name, in: above, shown: shown, depth: depth) else { return }
            for inner in try Self.told(shown, { () throws(FileFailure) in try folder.entries(atMost: .max) }) {
                try sync(inner, in: folder, Self.shown(inner, in: shown), depth: depth + 1)
            }
            try syncFolder(of: Place(folder, ".", shown: shown))
        // A link's text is in its folder; the others hold nothing.
        case .link, .special: break
        }
    }

    private func syncFile(_ name: UnsafePointer<CChar>, in above: OpenFolder, _ shown: String) throws(OperationFailure) {
        try before(.sync, String(cString: name))
        let file: Int32?
        do throws(FileFailure) { file = try above.file(name) } catch {
            // By now it is a link.
            if error.code == ELOOP { return }
            throw OperationFailure(error, shown: shown)
        }
        guard let file else { return }
        defer { close(file) }
        // A pipe that took the file's place meanwhile cannot be synced, and need not be.
        guard fsync(file) == 0 || errno == EINVAL else { throw .last("sync", shown) }
    }

    static func shown(_ name: UnsafePointer<CChar>, in folder: String) -> String { "\(folder)/\(String(cString: name))" }

    /// A folder, nil if there is none.
    static func open(_ place: Place, depth: Int) throws(OperationFailure) -> OpenFolder? {
        try open(place.name, in: place.folder, shown: place.shown, depth: depth)
    }

    static func open(
        _ name: UnsafePointer<CChar>, in above: OpenFolder, shown: String, depth: Int
    ) throws(OperationFailure) -> OpenFolder? {
        guard depth < deepest else { throw .obstacle("\(shown): more than \(deepest) folders deep; remove it by hand") }
        return try told(shown) { () throws(FileFailure) in try above.folder(name) }
    }

    private static func told<Value>(_ shown: String, _ body: () throws(FileFailure) -> Value) throws(OperationFailure) -> Value {
        do throws(FileFailure) { return try body() } catch { throw OperationFailure(error, shown: shown) }
    }
}
