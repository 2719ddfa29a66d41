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

    func unpack(_ order: UnpackOrder) throws(DeliveryError) -> ReleaseManifest {
        do throws(ReleaseFailure) {
            return switch unpacker {
            case .here: try order.run { _ in !Task.isCancelled }
            case .program(let path): try UnpackProcess.run(order, by: path)
            }
        } catch {
            throw .release(error)
        }
    }

    /// What is not there is made, and its name is on the disk when this returns: else all that comes into it could be lost. The folder
    /// above must be there. (mkdir, fsync)
    func make(_ folder: String) throws(DeliveryError) {
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
