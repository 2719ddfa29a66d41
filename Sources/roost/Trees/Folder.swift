import Files

/// A folder of the host's or the operator's, by its path: what commands do with one, and how they say that it cannot be done.
struct Folder {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Sorted, without hidden ones; none if the folder cannot be read.
    var visibleNames: [String] { names.filter { $0.utf8.first != UInt8(ascii: ".") } }

    /// Sorted; none if the folder cannot be read.
    var names: [String] { (try? OpenFolder(path).names(atMost: .max).names) ?? [] }

    /// Sorted, and all of them: one left out unseen would be missing from its copy.
    func allNames() throws(CommandFailure) -> [String] {
        let (names, unnamed) = try CommandFailure.told { () throws(FileFailure) in try OpenFolder(path).names(atMost: .max) }
        guard unnamed == 0 else { throw CommandFailure("\(path): a name in it is no text; give it another, or remove it") }
        return names
    }

    /// Its names are on the disk when this returns.
    func sync() throws(CommandFailure) { try CommandFailure.told { () throws(FileFailure) in try OpenFolder.sync(path) } }

    /// With all that is in it; a file too. What is not there is removed already.
    static func remove(_ path: String) throws(CommandFailure) {
        try CommandFailure.told { () throws(FileFailure) in try TreeRemoval.remove(path, deepest: 256) }
    }
}
