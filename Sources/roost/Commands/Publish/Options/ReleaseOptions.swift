import ArgumentParser
import Publishing
import Release
import Wire

/// What is to be said of a release that is made of a folder.
struct ReleaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("'core' for the runtime itself, else the feature's id.", valueName: "id"))
    var id: String?

    @Option(name: .customLong("version"), help: ArgumentHelp("Its version, as in 1.4.0.", valueName: "version"))
    var version: String?

    @Option(help: ArgumentHelp("Debian's word for what it runs on, as in amd64, or 'all'.", valueName: "architecture"))
    var arch: String?

    @Option(help: ArgumentHelp("The oldest version it can be installed over.", valueName: "version"))
    var minFrom: String?

    @Option(help: ArgumentHelp("Of a feature: the oldest runtime it can run under.", valueName: "version"))
    var minCore: String?

    @Option(help: ArgumentHelp("Higher than ever before: earlier releases are cut off for good.", valueName: "number"))
    var epoch: Int64 = 0

    @Option(
        help: ArgumentHelp(
            "A database in the feature's data folder, and the folder of its scripts; may be repeated.", valueName: "db=scripts"))
    var migrations: [String] = []

    @Flag(help: "It mends a hole: lts routers take it too.")
    var security = false

    @Option(help: ArgumentHelp("A few words for those who decide about it.", valueName: "text"))
    var notes: String?

    @Option(help: ArgumentHelp("Bytes of disk it needs beside its own files.", valueName: "bytes"))
    var needsDisk: Int64 = 0

    @Option(help: ArgumentHelp("Bytes of memory it needs.", valueName: "bytes"))
    var needsMemory: Int64 = 0

    /// Those that are said of what is made now: of a release that is made already, they are part of what is signed.
    var given: [String] {
        let all: [(String, Bool)] = [
            ("--id", id != nil), ("--version", version != nil), ("--min-from", minFrom != nil), ("--min-core", minCore != nil),
            ("--epoch", epoch != 0), ("--migrations", !migrations.isEmpty), ("--security", security), ("--notes", notes != nil),
            ("--needs-disk", needsDisk != 0), ("--needs-memory", needsMemory != 0),
        ]
        return all.filter(\.1).map(\.0)
    }

    func order(_ folder: String, replaces: Bool = false) throws -> ReleaseOrder {
        guard let id else { throw ValidationError("--id is missing: 'core', or the id of the feature") }
        guard let arch else { throw ValidationError("--arch is missing, as in amd64, or 'all'") }
        guard let text = version else { throw ValidationError("--version is missing, as in 1.4.0") }
        var facts = ReleaseFacts(id == "core" ? .core : .feature(id), version: try Self.version(text, "--version"), architecture: arch)
        facts.minimumVersion = try minFrom.map { try Self.version($0, "--min-from") }
        facts.minimumCore = try minCore.map { try Self.version($0, "--min-core") }
        facts.epoch = epoch
        facts.isSecurity = security
        facts.migrations = try migrations.map(Self.migration)
        (facts.neededDisk, facts.neededMemory) = (needsDisk, needsMemory)
        guard (notes ?? "").utf8.count <= ReleaseOffer.maximumNotes else {
            throw ValidationError("--notes may have \(ReleaseOffer.maximumNotes) bytes")
        }
        do throws(ReleaseFailure) { try facts.check() } catch { throw ValidationError("\(error)") }
        return ReleaseOrder(folder: folder, facts: facts, notes: notes ?? "", replaces: replaces)
    }

    static func version(_ text: String, _ option: String) throws -> SemanticVersion {
        guard let version = SemanticVersion(text) else {
            throw ValidationError("\(option): '\(text)' is no semantic version; write three numbers, as in 1.4.0 or 2.0.0-beta.1")
        }
        return version
    }

    private static func migration(_ text: String) throws -> ReleaseFacts.Migration {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("--migrations: write DATABASE=SCRIPTS, as in app.db=migrations") }
        do throws(ReleaseFailure) {
            return ReleaseFacts.Migration(database: parts[0], scripts: try TreePath(typed: parts[1]))
        } catch {
            throw ValidationError("--migrations: \(error)")
        }
    }
}
