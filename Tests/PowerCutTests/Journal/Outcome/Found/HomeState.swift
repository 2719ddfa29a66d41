import Foundation
import PowerCut
import Support

/// What a home holds, apart from what the journal, the guard and the host keep for themselves.
struct HomeState: Equatable, Sendable {
    /// Each path with its kind, rights and content; of a database its version and its rows, which are what matters in it.
    let entries: [String: String]
    /// Names that only an unfinished transaction may have.
    let leftovers: [String]
    /// What integrity_check says of a database that is not whole.
    let damage: [String]

    /// The guard's temporary files among them: there is one of each at most, and the next takes its place.
    private static let own =
        ["data/journal", "run", "logs", "state", "plugins"] + ["trial", "confirmed", "fallback", "current"].flatMap(guardian)

    private static func guardian(_ name: String) -> [String] { ["slots/.\(name).new"] + (name == "current" ? [] : ["slots/\(name)"]) }

    init(of home: String) throws {
        var entries: [String: String] = [:]
        var (leftovers, damage): ([String], [String]) = ([], [])
        let paths = FileManager.default.enumerator(atPath: home)?.compactMap(\.self).map { "\($0)" }.sorted() ?? []
        for path in paths where !Self.own.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) {
            if path.contains("/.roost-") { leftovers.append(path) }
            if path.hasSuffix("-wal") || path.hasSuffix("-shm") { continue }
            entries[path] = try Self.entry("\(home)/\(path)")
        }
        for path in entries.keys.sorted() where path.hasSuffix(".db") {
            let answer = try SQLiteShell.run("\(home)/\(path)", "PRAGMA integrity_check; PRAGMA user_version; SELECT * FROM users;")
            if answer.first != "ok" { damage.append("\(path): \(answer.first ?? "nothing")") }
            entries[path] = answer.dropFirst().joined(separator: "\n")
        }
        (self.entries, self.leftovers, self.damage) = (entries, leftovers, damage)
    }

    private static func entry(_ path: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes[.posixPermissions] as? Int) ?? 0
        switch attributes[.type] as? FileAttributeType {
        case .typeSymbolicLink: return "link to \(try FileManager.default.destinationOfSymbolicLink(atPath: path))"
        case .typeDirectory: return "folder \(mode)"
        default: return "file \(mode) \(readText(path))"
        }
    }

    /// How it differs from another, for reports.
    func difference(from other: HomeState) -> String {
        Set(entries.keys).union(other.entries.keys).sorted().filter { entries[$0] != other.entries[$0] }
            .map { "\($0) is '\(entries[$0]?.prefix(60) ?? "missing")', not '\(other.entries[$0]?.prefix(60) ?? "missing")'" }.joined(
                separator: "; ")
    }
}

extension HomeState {
    /// As if what is reserved for an unfinished transaction were not there.
    var settled: HomeState { HomeState(entries: entries.filter { !$0.key.contains("/.roost-") }, leftovers: [], damage: damage) }

    private init(entries: [String: String], leftovers: [String], damage: [String]) {
        (self.entries, self.leftovers, self.damage) = (entries, leftovers, damage)
    }
}
