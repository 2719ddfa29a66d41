import Contracts
import FoundationEssentials
import Glibc
import Manifests
import Release
import Wire

extension Stockroom {
    /// What is wrong with a staged tree; empty if it is, file by file, the release that was signed for.
    func flaws(of tree: String, signed digest: String, for candidate: UpdateContract.Candidate) throws(Fault) -> [String] {
        do throws(ReleaseFailure) {
            let manifest = try ReleaseTree(tree).manifest()
            guard "\(manifest.treeDigest)" == digest, manifest.about.kind.word == candidate.id,
                "\(manifest.about.version)" == candidate.version
            else { return ["its release.json is of another release than \(candidate.id) \(candidate.version)"] }
            guard manifest.about.kind != .core || TreePath("bin/roost").flatMap(manifest.entry) != nil else {
                return ["bin/roost is not in it, so nothing could be started from it"]
            }
            return try ReleaseTree(tree).flaws(against: manifest) { _ in !Task.isCancelled }.map(\.description)
        } catch {
            throw Fault(staged: error)
        }
    }

    /// What is wrong with a slot; nil if there is nothing to compare it with, for want of a release.json.
    func flaws(ofSlot name: String) throws(Fault) -> [String]? {
        let tree = ReleaseTree(site.slot(name))
        guard exists("\(tree.path)/\(ReleaseManifest.fileName)") else { return nil }
        do throws(ReleaseFailure) {
            return try tree.flaws(against: try tree.manifest()) { _ in !Task.isCancelled }.map(\.description)
        } catch {
            throw Fault(staged: error)
        }
    }

    /// What the host itself would say of staged features, beside those that are there; by id.
    func manifests(in folder: String) throws(Fault) -> [String: ManifestLine] {
        do throws(ConfigurationProblem) {
            let lines = try ManifestReader([folder, site.plugins, "\(site.currentSlot)/plugins"]).read()
            return Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
        } catch {
            throw Fault(.machine, error.text)
        }
    }

    /// Scripts of a staged release, by the database they are for.
    func migrations(of tree: String) -> [String: String] {
        let migrations = manifest(of: tree)?.about.migrations ?? []
        return Dictionary(migrations.map { ($0.database, $0.scripts.description) }) { first, _ in first }
    }

    /// What is kept of the version before; nil if nothing is.
    func previous(of id: String) -> PreviousVersion? {
        guard exists("\(site.previous(id))/tree"), let bytes = try? file("\(site.previous(id))/\(PreviousVersion.file)", atMost: 64 << 10)
        else { return nil }
        return PreviousVersion(parsing: bytes)
    }
}

// MARK: - Databases

extension Stockroom {
    private static let mostEntries = 4096
    private static let deepest = 4
    private static let heading = Array("SQLite format 3\0".utf8)

    /// The SQLite databases below a feature's data folder, sorted: files that begin as such, whatever they are called.
    func databases(of id: String) -> [DatabaseFile] {
        var (found, seen) = ([DatabaseFile](), 0)
        visit("", of: site.data(of: id), depth: 1, &seen, &found)
        return found.sorted { $0.path < $1.path }
    }

    private func visit(_ folder: String, of top: String, depth: Int, _ seen: inout Int, _ found: inout [DatabaseFile]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? top : "\(top)/\(folder)")) ?? []
        for name in names where !name.hasPrefix(".roost-") {
            seen += 1
            guard seen <= Self.mostEntries else { return }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var status = stat()
            guard lstat("\(top)/\(path)", &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR where depth < Self.deepest: visit(path, of: top, depth: depth + 1, &seen, &found)
            case S_IFREG where isDatabase("\(top)/\(path)"):
                let companions = DatabaseFile.kin.filter { exists("\(top)/\(path)\($0)") }
                found.append(DatabaseFile(path: path, size: Int64(status.st_size), companions: companions))
            default: break
            }
        }
    }

    private func isDatabase(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.heading.count)
        return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == Self.heading
    }
}

extension Fault {
    /// A tree that cannot be read is this machine's fault, one that reads and is wrong the release's.
    init(staged failure: ReleaseFailure) {
        switch failure {
        case .system: self.init(.machine, failure.description)
        case .cancelled: self = .cancelled
        case .manifest, .tree, .artifact, .base: self.init(.release, failure.description)
        }
    }
}
