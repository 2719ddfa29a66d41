import Glibc

extension ReleaseTree {
    /// Enough to see what is wrong; a folder that has nothing to do with the release would have thousands.
    static let maximumFlaws = 100

    /// Compares every file of the folder with the manifest; no flaw: it is that release and nothing else.
    ///
    /// Reads everything, with little memory: for what was just unpacked, and to scrub what is installed.
    public func flaws(
        against manifest: ReleaseManifest, observing observer: @escaping Progress.Observer = { _ in true }
    ) throws(ReleaseFailure) -> [TreeFlaw] {
        let tree = try OpenTree(path)
        var progress = ProgressCount(of: manifest.size, observer)
        var flaws = try extras(manifest)
        for entry in manifest.entries where flaws.count < Self.maximumFlaws {
            if let kind = try Self.flaw(of: entry, in: tree, &progress) { flaws.append(TreeFlaw(path: entry.path, kind: kind)) }
        }
        return Array(flaws.prefix(Self.maximumFlaws))
    }

    /// What is in the folder and not of the release.
    func extras(_ manifest: ReleaseManifest) throws(ReleaseFailure) -> [TreeFlaw] {
        let folders = manifest.folders
        var flaws: [TreeFlaw] = []
        try TreeWalk.visit(path) { (path, _, kind) throws(ReleaseFailure) in
            let belongs =
                switch kind {
                // One in the place of a file would be in its way for ever.
                case .folder, .emptyFolder: folders.contains(path)
                case .file, .link, .other: manifest.entry(at: path) != nil || path.description == ReleaseManifest.fileName
                }
            if !belongs, flaws.count < Self.maximumFlaws { flaws.append(TreeFlaw(path: path, kind: .extra)) }
        }
        return flaws
    }

    static func flaw(of entry: TreeEntry, in tree: OpenTree, _ progress: inout ProgressCount) throws(ReleaseFailure) -> TreeFlaw.Kind? {
        guard let status = tree.status(entry.path) else { return .missing }
        switch entry.content {
        case .link(let target):
            guard status.st_mode & S_IFMT == S_IFLNK else { return .otherKind }
            return try tree.linkTarget(entry.path) == target ? nil : .altered
        case .file(let mode, let size, let digest):
            guard status.st_mode & S_IFMT == S_IFREG else { return .otherKind }
            guard Int64(status.st_size) == size else { return .altered }
            guard try tree.file(entry.path).digest(counting: &progress) == (digest, size) else { return .altered }
            return status.st_mode & 0o7777 == mode ? nil : .mode(status.st_mode & 0o7777)
        }
    }
}
