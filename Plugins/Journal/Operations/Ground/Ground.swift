import Files
import Glibc

/// What one caller may have done, and where.
///
/// Paths are read here once, for good: what is kept of them is a ``HomePath``, from which every deed opens its folder anew
/// without following any link.
struct Ground: Sendable {
    /// Where the journal's own database is: nobody's to move.
    static let journal = HomePath(["data", "journal"])

    let home: OpenFolder
    /// Below these everything is the caller's; of an administrator it is the home itself.
    let roots: [HomePath]
    /// What `@data`, and a path without a prefix, stands for.
    let data: HomePath?

    /// Of an administrator.
    init(home: OpenFolder) { (self.home, roots, data) = (home, [HomePath([])], nil) }

    /// Of a feature.
    /// - Parameters:
    ///   - homePath: the absolute path of `home`.
    ///   - data: the absolute path of its data folder.
    ///   - grants: absolute paths it may write; those outside the home are of no use here.
    init(home: OpenFolder, homePath: String, data: String, grants: [String]) {
        self.home = home
        self.data = Self.relative(data, to: homePath)
        roots = ([data] + grants).compactMap { Self.relative($0, to: homePath) }
    }

    private static func relative(_ path: String, to home: String) -> HomePath? {
        let (path, home) = (HomePath(FilePath(path).names), HomePath(FilePath(home).names))
        guard path.isWithin(home), !path.names.contains(".."), !path.names.contains(".") else { return nil }
        return HomePath(Array(path.names.dropFirst(home.names.count)))
    }

    /// What a caller's text means, if it is the caller's.
    func path(_ text: String) throws(GroundRefusal) -> HomePath {
        let path = try read(text)
        guard roots.contains(where: { path.isWithin($0) && path != $0 }), !path.names.isEmpty else { throw .outside(path: text) }
        guard !path.overlaps(Self.journal) else { throw .outside(path: text) }
        return path
    }

    private func read(_ text: String) throws(GroundRefusal) -> HomePath {
        let written = FilePath(text)
        if written.isAbsolute { throw .malformed(path: text, why: "an absolute path; write @data/... or @home/...") }
        if let rest = written.rest(behind: "@home") { return try HomePath(rest, shown: text) }
        let rest = written.rest(behind: "@data") ?? Substring(text)
        guard rest.utf8.first != UInt8(ascii: "@") else { throw .malformed(path: text, why: "it begins with neither @data/ nor @home/") }
        guard let data else { throw .malformed(path: text, why: "you have no data folder; write @home/...") }
        return try HomePath(rest, below: data, shown: text)
    }

    /// The place itself, looked at strictly: no other file system below what was granted.
    /// - Parameter text: the caller's own, for refusals.
    func place(_ path: HomePath, shown text: String) throws(GroundRefusal) -> Place {
        let root = roots.filter { path.isWithin($0) }.max { $0.names.count < $1.names.count } ?? HomePath([])
        let folder = try home.folder(root, crossing: true, shown: text)
        let rest = HomePath(Array(path.folder.names.dropFirst(root.names.count)))
        return Place(try folder.folder(rest, crossing: false, shown: text), path.name, shown: path.text)
    }
}
