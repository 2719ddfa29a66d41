/// A name in an open folder: where a deed is done.
struct Place: Sendable {
    let folder: OpenFolder
    let name: String
    /// As a person knows it.
    let shown: String

    init(_ folder: OpenFolder, _ name: String, shown: String) { (self.folder, self.name, self.shown) = (folder, name, shown) }

    /// Another name in the same folder.
    func beside(_ name: String) -> Place {
        let end = shown.lastIndex(of: "/").map { shown.index(after: $0) } ?? shown.startIndex
        return Place(folder, name, shown: shown[..<end] + name)
    }

    var status: FileStatus? { folder.status(of: name) }
    var isThere: Bool { status != nil }
}
