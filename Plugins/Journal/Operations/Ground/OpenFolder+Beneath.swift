import Glibc

extension OpenFolder {
    /// The folder at a path below this one; no link is followed on the way.
    func folder(_ path: HomePath, crossing: Bool, shown: String) throws(GroundRefusal) -> OpenFolder {
        guard !path.names.isEmpty else { return self }
        let opened = FolderCall.openBeneath(descriptor, path.names.joined(separator: "/"), crossing: crossing)
        guard opened >= 0 else { throw GroundRefusal(path: shown, code: errno) }
        return OpenFolder(adopting: opened)
    }

    /// A place as it was planned; it may have moved away since.
    func place(_ path: HomePath) throws(OperationFailure) -> Place {
        do throws(GroundRefusal) {
            return Place(try folder(path.folder, crossing: true, shown: path.text), path.name, shown: path.text)
        } catch {
            throw .ground(error)
        }
    }
}
