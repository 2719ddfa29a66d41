import Files
import Glibc

/// An open folder in which a feature may exchange any name for another thing at any moment, which is then said.
struct DataFolder {
    let opened: OpenFolder

    var descriptor: Int32 { opened.descriptor }
    var path: String { opened.path }
    var status: stat { opened.status }

    private init(_ opened: OpenFolder) { self.opened = opened }

    /// By its path, which is the host's, or the operator's: links that lead to it are theirs. Nil if it is not there.
    init?(_ path: String) throws(Fault) {
        do throws(FileFailure) { opened = try OpenFolder(path) } catch {
            if error.code == ENOENT { return nil }
            throw Fault(error)
        }
    }

    func shown(_ name: UnsafePointer<CChar>) -> String { opened.shown(name) }

    /// Of the thing itself, if it is a link; nil if nothing has that name.
    func status(of name: UnsafePointer<CChar>) throws(Fault) -> stat? {
        try Fault.told { () throws(FileFailure) in try opened.status(of: name) }
    }

    /// A folder in it; nil if nothing has that name any more.
    func folder(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFolder? {
        try Self.found { () throws(FileFailure) in try opened.folder(name) }.map(DataFolder.init)
    }

    /// A regular file in it, to be read; nil if nothing has that name any more.
    func file(_ name: UnsafePointer<CChar>) throws(Fault) -> DataFile? {
        guard let file = try Self.found({ () throws(FileFailure) in try opened.file(name) }) else { return nil }
        let data = DataFile(adopting: file, shown(name))
        guard data.status.kind == S_IFREG else { throw .exchanged(data.path) }
        return data
    }

    private static func found<Thing>(_ body: () throws(FileFailure) -> Thing?) throws(Fault) -> Thing? {
        do throws(FileFailure) { return try body() } catch {
            switch error.code {
            // What was looked at was none of these.
            case ELOOP, ENOTDIR, ENXIO: throw .exchanged(error.path)
            default: throw Fault(error)
            }
        }
    }

    /// The folder a path below this one leads to, and the last name; nil if a folder on the way is not there any more.
    func place(_ path: String) throws(Fault) -> (folder: DataFolder, name: String)? {
        let names = FilePath(path).names
        guard let last = names.last else { return nil }
        var folder = self
        for name in names.dropLast() {
            guard let next = try folder.folder(name) else { return nil }
            folder = next
        }
        return (folder, last)
    }

    /// Where a link in it leads; nil if there is none. (readlinkat)
    func link(_ name: UnsafePointer<CChar>) -> [CChar]? {
        var goal = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlinkat(descriptor, name, &goal, goal.count - 1)
        return count > 0 ? Array(goal[..<count]) + [0] : nil
    }
}

extension Fault {
    /// Between a look and the next call.
    static func exchanged(_ path: String) -> Fault {
        Fault(.machine, "\(path) was exchanged for something else while it was looked at; it is tried again by itself")
    }
}
