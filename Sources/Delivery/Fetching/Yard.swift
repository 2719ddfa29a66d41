import EventLoop
import FoundationEssentials
import Glibc
import Release
import Trust

/// Does what blocks, off the loop and in order: digests, unpacks, clears away.
actor Yard {
    private let lane: WorkLane

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(on lane: WorkLane) { self.lane = lane }

    /// A tree's own `release.json`; nil if there is none that can be read: then nothing but a full artifact leads on from it.
    func manifest(of tree: String) -> ReleaseManifest? { try? ReleaseTree(tree).manifest() }

    /// Whether a file is there that is these very bytes.
    func holds(_ path: String, length: Int, _ digest: Digest) -> Bool {
        guard let file = try? ArtifactFile(measuring: path) else { return false }
        return file.length == Int64(length) && file.digest == digest
    }

    func unpack(
        _ artifact: String, by way: DeliveryWay, into tree: String, _ observer: @escaping @Sendable (Progress) -> Bool
    ) throws(DeliveryError) -> ReleaseManifest {
        do throws(ReleaseFailure) {
            return switch way {
            case .full: try FullArtifact.unpack(artifact, into: tree, observing: observer)
            case .delta(_, let base): try DeltaArtifact.apply(artifact, to: ReleaseTree(base), into: tree, observing: observer)
            }
        } catch {
            throw .release(error)
        }
    }

    /// What is not there is made; the folder above must be.
    func make(_ folder: String) throws(DeliveryError) {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw .release(.system(code: errno, doing: "make", path: folder))
        }
    }

    /// What cannot be removed will be in the way of the next attempt, which says so.
    func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
