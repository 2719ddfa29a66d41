import Glibc
import Support

@testable import Update

/// A feature `web` with data, somebody else's folder beside it, and a place for copies: all of them open and real.
struct DataRoom {
    let folder: TemporaryFolder

    /// - Parameter owner: of the data.
    init(owner: uid_t = geteuid()) throws {
        folder = try TemporaryFolder("data")
        for name in ["data", "data/web", "data/update", "copies", "elsewhere"] { _ = try folder.makeFolder(name) }
        try folder.write("secret", to: "elsewhere/a")
        try folder.write("secret", to: "elsewhere/deep/a")
        chown(folder.path("data/web"), owner, gid_t(owner))
    }

    var site: Site { Site(home: folder.path) }
    var stockroom: Stockroom { Stockroom(site, on: AtOnce()) }

    func write(_ text: String, to name: String) throws { try folder.write(text, to: "data/web/\(name)") }

    /// What was there goes to another name.
    func exchange(_ name: String, forLinkTo goal: String) {
        rename(folder.path("data/web/\(name)"), folder.path("gone"))
        symlink(folder.path(goal), folder.path("data/web/\(name)"))
    }

    func copy(looked: @escaping (String) -> Void = { _ in }) throws -> DataCopy {
        guard let source = try DataFolder(folder.path("data/web")), let target = try DataFolder(folder.path("copies")) else {
            preconditionFailure("both are there")
        }
        return DataCopy(from: source, to: target, looked: looked)
    }

    func survey(beside databases: [DatabaseFile] = [], lookingAt most: Int = 64 << 10) throws -> DataPieces {
        guard let top = try DataFolder(folder.path("data/web")), let copies = try DataFolder(site.data) else {
            preconditionFailure("both are there")
        }
        var survey = DataSurvey(top, copiesIn: copies, lookingAt: most)
        return try survey.pieces(beside: databases)
    }
}

/// Jobs are done where they are asked for.
private final class AtOnce: SerialExecutor {
    func enqueue(_ job: consuming ExecutorJob) { job.runSynchronously(on: asUnownedSerialExecutor()) }
}
