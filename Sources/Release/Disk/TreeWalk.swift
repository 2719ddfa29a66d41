import Glibc

/// Goes through a folder from outside, name by name in order, and follows no link.
///
/// Bounded: in depth by the rule for paths, in number by what a release may hold, with its `release.json`.
struct TreeWalk {
    enum Kind { case file, link, folder, emptyFolder, other }

    typealias Visitor = (TreePath, stat, Kind) throws(ReleaseFailure) -> Void

    private let top: String
    private let visitor: Visitor
    private var count = 0

    private init(_ top: String, _ visitor: @escaping Visitor) { (self.top, self.visitor) = (top, visitor) }

    static func visit(_ top: String, _ visitor: @escaping Visitor) throws(ReleaseFailure) {
        var walk = TreeWalk(top, visitor)
        let folder = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .last("open", top) }
        defer { close(folder) }
        for name in try walk.names(in: folder, shown: top) { try walk.visit(try walk.path(name, in: nil), in: folder) }
    }

    private mutating func visit(_ path: TreePath, in folder: Int32) throws(ReleaseFailure) {
        count += 1
        guard count <= ReleaseManifest.maximumNames + 1 else { throw .tree(path: top, why: Self.tooMany) }
        var status = stat()
        guard fstatat(folder, path.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last("look at", "\(top)/\(path)") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: try visitor(path, status, .file)
        case S_IFLNK: try visitor(path, status, .link)
        case S_IFDIR: try enter(path, status, in: folder)
        default: try visitor(path, status, .other)
        }
    }

    private mutating func enter(_ path: TreePath, _ status: stat, in folder: Int32) throws(ReleaseFailure) {
        let inner = openat(folder, path.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else { throw .last("open", "\(top)/\(path)") }
        defer { close(inner) }
        let names = try names(in: inner, shown: "\(top)/\(path)")
        try visitor(path, status, names.isEmpty ? .emptyFolder : .folder)
        for name in names { try visit(try self.path(name, in: path), in: inner) }
    }

    private func path(_ name: String, in folder: TreePath?) throws(ReleaseFailure) -> TreePath {
        let text = folder.map { "\($0)/\(name)" } ?? name
        if let why = TreePath.flaw(in: text) { throw .tree(path: "\(top)/\(text)", why: why) }
        return try TreePath(text, place: text)
    }

    private static var tooMany: String {
        "more than a release may have, which is \(ReleaseManifest.maximumEntries) files and as many folders"
    }

    /// Sorted by bytes. Each folder has a file of its own in it, so one holds no more names than there may be files. (readdir)
    private func names(in folder: Int32, shown: String) throws(ReleaseFailure) -> [String] {
        guard let listing = fdopendir(dup(folder)) else { throw .last("list", shown) }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let text = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(validatingCString: $0.baseAddress!.assumingMemoryBound(to: CChar.self))
            }
            guard let name = text else { throw .tree(path: "\(shown)/\(Self.mended(entry))", why: "its name is no UTF-8") }
            if name != ".", name != ".." { names.append(name) }
            guard names.count <= ReleaseManifest.maximumEntries + 1 else { throw .tree(path: shown, why: Self.tooMany) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// With a sign for each byte that is none of a text.
    private static func mended(_ entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafeBytes(of: &entry.pointee.d_name) { String(cString: $0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
    }
}
