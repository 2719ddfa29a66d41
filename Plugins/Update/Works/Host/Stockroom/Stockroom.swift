import Contracts
import Files
import FoundationEssentials
import Glibc
import Manifests
import Release
import TUF

/// Does what blocks, off the loop and in order: looks at what is installed and staged, compares, copies, clears away.
actor Stockroom {
    nonisolated let site: Site
    private nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(_ site: Site, on lane: any SerialExecutor) { (self.site, self.lane) = (site, lane) }

    func policy() -> Result<Policy, ConfigurationProblem> {
        do throws(ConfigurationProblem) { return .success(try PolicyFile(site.policy).read()) } catch { return .failure(error) }
    }

    /// At most `limit` bytes; nil if there is no such file.
    func file(_ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8]? { try StoredFile.bytes(path, atMost: limit) }

    func inventory(_ status: KernelContract.Status) -> Inventory {
        let slot = status.slot.flatMap { ["a", "b"].contains($0) ? $0 : nil }
        let released = slot.flatMap { manifest(of: site.slot($0)) }.map { "\($0.about.version)" }
        var features: [String: String] = [:]
        for feature in status.features where exists(site.plugin(feature.id)) || exists(site.manifest(feature.id)) {
            features[feature.id] = feature.version ?? ""
        }
        return Inventory(core: released ?? status.version, slot: slot, isGuarded: status.guard == true, features: features)
    }

    func manifest(of tree: String) -> ReleaseManifest? { try? ReleaseTree(tree).manifest() }

    func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Where a symbolic link leads; nil if it is none.
    func link(_ path: String) -> String? { try? FileManager.default.destinationOfSymbolicLink(atPath: path) }

    /// Bytes that anybody may still take of the disk that holds a folder. (statvfs)
    func free(at path: String) throws(Fault) -> Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw .last("ask for the room at", path) }
        // Some file systems tell numbers beyond all measure.
        return Int64(min(9e18, Double(status.f_bavail) * Double(status.f_frsize)))
    }
}

// MARK: - Changes, all of them within the update plugin's own folder

extension Stockroom {
    /// With those on the way from the plugin's own. Their names are on the disk when this returns, whoever made them: else all that comes
    /// into them could be lost. (mkdir, fsync)
    func makeFolder(_ path: String) throws(Fault) {
        let above = FilePath(path).folder
        if FilePath(above).rest(behind: site.data) != nil { try makeFolder(above) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last("make the folder", path) }
        try syncFolder(of: path)
    }

    /// What is at `target` goes first. On the disk when this returns: the name it had before first, lest it be lost with that.
    func move(_ path: String, to target: String) throws(Fault) {
        remove(target)
        try syncFolder(of: path)
        guard rename(path, target) == 0 else { throw .last("move", path) }
        try syncFolder(of: target)
        try syncFolder(of: path)
    }

    private func syncFolder(of path: String) throws(Fault) {
        try Fault.told { () throws(FileFailure) in try OpenFolder.sync(folderOf: path) }
    }

    /// Its links, modes and all; what is at `target` goes first.
    func copy(_ path: String, to target: String) throws(Fault) {
        remove(target)
        do {
            try FileManager.default.copyItem(atPath: path, toPath: target)
        } catch {
            throw Fault(.machine, "cannot copy \(path) to \(target): \(error)")
        }
        // It is believed to be whole from now on, and compared with nothing: so it is on the disk first.
        try DataFolder(FilePath(target).folder)?.syncFileSystem()
    }

    /// What cannot be removed is in the way of the next attempt, which says so. By descriptors: there may be folders in it that were a
    /// feature's own, and that it has still open.
    func remove(_ path: String) {
        let place = FilePath(path)
        try? DataFolder(place.folder)?.remove(place.name)
    }

    /// None of a folder that is not there.
    func names(in folder: String) -> [String] { (try? OpenFolder(folder).names(atMost: .max).names) ?? [] }

    func tidy(keeping update: String?) {
        if update == nil { tidyPrevious() }
        for name in names(in: site.staging) where name != update {
            remove(site.staging(of: name))
        }
        if update == nil { giveUpReserve() }
    }
}

// MARK: - The reserve

extension Stockroom {
    private static let reserve: off_t = 1 << 20

    /// Takes some room that is given up when the disk is full: enough for the journal to write down that an update goes back, and why.
    ///
    /// Where the file system can promise room, nothing is written. (posix_fallocate)
    func makeReserve() throws(Fault) {
        let file = open(site.reserve, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last("make", site.reserve) }
        defer { close(file) }
        errno = posix_fallocate(file, 0, Self.reserve)
        guard errno == ENOSPC || errno == EDQUOT else { return }
        let fault = Fault.last("keep a reserve at", site.reserve)
        giveUpReserve()
        throw fault
    }

    /// The one who needs it asks again at once, before somebody else has it. (unlink)
    func giveUpReserve() { unlink(site.reserve) }
}
