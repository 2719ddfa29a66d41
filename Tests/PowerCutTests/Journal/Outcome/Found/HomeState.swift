import Glibc
import Storage
import Support

/// What a home holds, apart from what the journal, the guard and the host keep for themselves.
struct HomeState: Equatable, Sendable {
    /// Each path with its kind, rights and content; of a database its version and its rows, which are what matters in it.
    private(set) var entries: [String: String] = [:]
    /// Names that only an unfinished transaction may have.
    private(set) var leftovers: [String] = []
    /// What integrity_check says of a database that is not whole.
    private(set) var damage: [String] = []

    /// The guard's temporary files among them: there is one of each at most, and the next takes its place.
    private static let own = Set(
        ["data/journal", "run", "logs", "state", "plugins", "slots/.guard"]
            + ["trial", "confirmed", "fallback", "current"].flatMap(guardian))

    private static func guardian(_ name: String) -> [String] { ["slots/.\(name).new"] + (name == "current" ? [] : ["slots/\(name)"]) }

    init(of home: String) throws { try read(home, "") }

    private mutating func read(_ home: String, _ folder: String) throws {
        for name in FolderListing.names(in: "\(home)/\(folder)") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard !Self.own.contains(path), !name.hasSuffix("-wal"), !name.hasSuffix("-shm") else { continue }
            if name.hasPrefix(".roost-") { leftovers.append(path) }
            entries[path] = try entry(path, in: home)
        }
    }

    private mutating func entry(_ path: String, in home: String) throws -> String {
        var status = stat()
        guard lstat("\(home)/\(path)", &status) == 0 else { return "gone" }
        let mode = String(status.st_mode & 0o7777, radix: 8)
        switch status.st_mode & S_IFMT {
        case S_IFLNK: return "link to \(FolderListing.target(of: "\(home)/\(path)"))"
        case S_IFDIR:
            try read(home, path)
            return "folder \(mode)"
        default:
            guard path.hasSuffix(".db") else { return "file \(mode) \(readText("\(home)/\(path)"))" }
            let database = try AppDatabase.read(at: "\(home)/\(path)")
            damage += database.problems.map { "\(path): \($0)" }
            return "file \(mode) \(database.content)"
        }
    }

    /// How it differs from another, for reports.
    func difference(from other: HomeState) -> String {
        Set(entries.keys).union(other.entries.keys).sorted().filter { entries[$0] != other.entries[$0] }
            .map { "\($0) is '\(entries[$0]?.prefix(60) ?? "missing")', not '\(other.entries[$0]?.prefix(60) ?? "missing")'" }.joined(
                separator: "; ")
    }

    /// As if what is reserved for an unfinished transaction were not there.
    var settled: HomeState {
        var settled = self
        settled.entries = entries.filter { !$0.key.contains("/.roost-") }
        settled.leftovers = []
        return settled
    }
}
