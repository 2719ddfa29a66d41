import Files
import Glibc

/// A name in an open folder: where a deed is done.
struct Place: Sendable {
    let folder: OpenFolder
    let name: String
    /// As a person knows it.
    let shown: String

    init(_ folder: OpenFolder, _ name: String, shown: String) { (self.folder, self.name, self.shown) = (folder, name, shown) }

    /// Another name in the same folder.
    func beside(_ name: String) -> Place {
        let above = Substring(shown.utf8.dropLast(FilePath(shown).name.utf8.count))
        return Place(folder, name, shown: above + name)
    }

    /// How a person knows what lies at it or below, as its folder knows that.
    func shown(_ path: String) -> String { shown + String(Substring(path.utf8.dropFirst(folder.shown(name).utf8.count))) }

    /// Never waited for; the caller closes it.
    func openToRead() throws(OperationFailure) -> Int32 {
        do throws(FileFailure) {
            guard let file = try folder.file(name) else { throw .system(code: ENOENT, doing: "open", path: shown) }
            return file
        } catch {
            throw OperationFailure(error, shown: shown)
        }
    }

    var status: FileStatus? { folder.look(at: name) }
    var isThere: Bool { status != nil }
}
