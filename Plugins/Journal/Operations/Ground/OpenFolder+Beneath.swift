import Files
import Glibc

extension OpenFolder {
    /// The folder at a path below this one; no link is followed on the way.
    func folder(_ path: HomePath, crossing: Bool, shown: String) throws(GroundRefusal) -> OpenFolder {
        guard !path.names.isEmpty else { return self }
        let names = path.names.joined(separator: "/")
        var opened = FolderCall.openBeneath(descriptor, names, crossing: crossing)
        // Linux before 5.6 does not know the call; sandboxes that do not know it forbid it.
        if opened < 0, errno == ENOSYS || errno == EPERM { opened = FolderWalk.openBeneath(descriptor, names, crossing: crossing) }
        guard opened >= 0 else { throw GroundRefusal(path: shown, code: errno) }
        return OpenFolder(adopting: opened, "\(self.path)/\(names)")
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
