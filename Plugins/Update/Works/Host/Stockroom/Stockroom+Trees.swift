import Contracts
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
