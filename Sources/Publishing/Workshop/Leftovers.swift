import Files
import TUF

/// What lies in the repository and means nothing: of a publisher that was killed, or of long ago.
///
/// Only files with names that a publisher gives are ever removed.
struct Leftovers {
    /// Versions of metadata that stay besides the current one, for clients that are half-way through.
    static let keptVersions = 8

    let state: RepositoryState
    /// What routers may be half-way through, though the repository was put back to before.
    var published = PublishedVersions()

    /// Of the files in the folder of metadata, those to be removed. Roots stay for ever: old clients walk along them.
    func metadata(among names: [String]) -> [String] {
        names.filter { name in
            guard let (version, role) = Self.versionAndRole(name), role != "root", let current = currentVersion(of: role) else {
                return false
            }
            let kept = isRemoved(role) ? 0 : Self.keptVersions
            return version > max(current, published[role]) || version < current - kept
        }
    }

    /// A channel that was taken out: only the version that snapshots still name stays.
    private func isRemoved(_ role: String) -> Bool { !["targets", "snapshot"].contains(role) && state.channels[role] == nil }

    /// Of the files in a channel's folder, those that none of these contents lists: its current one and older ones that stay.
    static func targets(among names: [String], channel: String, listedIn contents: [Targets]) -> [String] {
        var listed: Set<String> = []
        for content in contents {
            for (path, file) in content.targets {
                guard let name = FilePath(path.string).rest(behind: channel), let digest = file.hashes.digests.first else { continue }
                listed.insert("\(digest).\(name)")
            }
        }
        return stored(names).filter { !listed.contains($0) }
    }

    static func pool(among names: [String], of releases: [PooledRelease]) -> [String] {
        let known = Set(releases.flatMap(\.files).map(\.storedName))
        return stored(names).filter { !known.contains($0) }
    }

    /// `DIGEST.NAME`.
    private static func stored(_ names: [String]) -> [String] {
        names.filter { name in
            let digits = name.utf8.prefix(64)
            let isDigest = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            return isDigest && name.utf8.count > 65 && name.utf8.dropFirst(64).first == UInt8(ascii: ".")
        }
    }

    /// Of `12.stable.json`.
    static func versionAndRole(_ name: String) -> (version: Int, role: String)? {
        guard name.hasSuffix(".json"), let dot = name.firstIndex(of: "."), let version = Int(name[..<dot]), version > 0 else { return nil }
        let role = name[name.index(after: dot)...].dropLast(5)
        return role.isEmpty || name != "\(version).\(role).json" ? nil : (version, String(role))
    }

    private func currentVersion(of role: String) -> Int? {
        switch role {
        case "targets": state.targets.version
        case "snapshot": state.snapshot.version
        default: state.channels[role]?.version ?? state.snapshot[ExactText(role)]?.version
        }
    }
}
