import EventLoop
import Files
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

    /// Its name is on the disk when this returns: else all that comes into it could be lost.
    private func make(_ folder: String) throws(DeliveryError) {
        do throws(FileFailure) { try OpenFolder.make(folder) } catch { throw .release(ReleaseFailure(error)) }
    }

    /// What cannot be removed will be in the way of the next attempt, which says so.
    func remove(_ path: String) { try? TreeRemoval.remove(path) }
}

extension ReleaseFailure {
    fileprivate init(_ failure: FileFailure) {
        switch failure {
        case .system(let code, let doing, let path): self = .system(code: code, doing: doing, path: path)
        case .notRegular, .tooLong, .tooDeep, .tooMany: self = .tree(path: failure.path, why: failure.words)
        }
    }

    /// Whether that folder, or something in it, is not what it should be: a file in its place, or a link in a circle, as well.
    fileprivate func isOf(_ folder: String) -> Bool {
        switch self {
        case .tree(let path, _): FilePath(path).isWithin(folder)
        case .system(let code, _, let path): (code == ENOTDIR || code == ELOOP) && FilePath(path).isWithin(folder)
        case .manifest, .artifact, .base, .cancelled: false
        }
    }
}
