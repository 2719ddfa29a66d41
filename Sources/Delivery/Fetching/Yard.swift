import EventLoop
import FoundationEssentials
import Glibc
import Release
import Trust

/// Does what blocks, off the loop and in order: digests, unpacks, clears away.
actor Yard {
    private let lane: WorkLane
    private let unpacker: Unpacker

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(on lane: WorkLane, unpacking unpacker: Unpacker) { (self.lane, self.unpacker) = (lane, unpacker) }

    /// A tree's own `release.json`; nil if there is none that can be read: then nothing but a full artifact leads on from it.
    func manifest(of tree: String) -> ReleaseManifest? { try? ReleaseTree(tree).manifest() }

    /// Whether a file is there that is these very bytes.
    func holds(_ path: String, length: Int, _ digest: Digest) -> Bool {
        guard let file = try? ArtifactFile(measuring: path) else { return false }
        return file.length == Int64(length) && file.digest == digest
    }

    /// What another version has left in the folder, be it by an earlier attempt or by a delta that was badly made, must not be in the
    /// way for ever: what the folder is refused for is cleared away with it, once.
    func unpack(_ order: UnpackOrder) throws(DeliveryError) -> ReleaseManifest {
        do throws(ReleaseFailure) {
            do throws(ReleaseFailure) { return try carryOut(order) } catch {
                guard error.isOf(order.folder) else { throw error }
                remove(order.folder)
                return try carryOut(order)
            }
        } catch {
            throw .release(error)
        }
    }

    private func carryOut(_ order: UnpackOrder) throws(ReleaseFailure) -> ReleaseManifest {
        switch unpacker {
        case .here: try order.run { _ in !Task.isCancelled }
        case .program(let path): try UnpackProcess.run(order, by: path)
        }
    }

    /// The folder, made where it is not there, for one fetch and no other.
    func hold(_ folder: String) throws(DeliveryError) -> FolderHold {
        try make(folder)
        guard let hold = try FolderHold(folder) else { throw .busy(folder: folder) }
        return hold
    }

    /// What is not there is made, and its name is on the disk when this returns: else all that comes into it could be lost. The folder
    /// above must be there. (mkdir, fsync)
    private func make(_ folder: String) throws(DeliveryError) {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw .release(.system(code: errno, doing: "make", path: folder))
        }
        let above = open("\(folder)/..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if above >= 0 { close(above) } }
        guard above >= 0, fsync(above) == 0 else { throw .release(.system(code: errno, doing: "sync the folder of", path: folder)) }
    }

    /// What cannot be removed will be in the way of the next attempt, which says so.
    func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

extension ReleaseFailure {
    /// Whether that folder, or something in it, is not what it should be.
    fileprivate func isOf(_ folder: String) -> Bool {
        guard case .tree(let path, _) = self else { return false }
        return path.utf8.elementsEqual(folder.utf8) || path.utf8.starts(with: "\(folder)/".utf8)
    }
}
