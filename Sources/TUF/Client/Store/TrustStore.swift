import Files
import Glibc
import Trust

/// The folder of the metadata that is trusted: `root.json`, `timestamp.json`, `snapshot.json`, `targets.json`, and delegated roles.
///
/// Each file holds the bytes as they were received, is wholly the old or wholly the new one, and is written only once all checks of a step
/// have passed. Nothing here judges: what is read back is checked like anything else.
public struct TrustStore: Sendable {
    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// The folder with its first root, which came by a trusted way and is not looked at.
    public static func make(folder: String, root: [UInt8]) throws(StoreFailure) -> TrustStore {
        do throws(FileFailure) {
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .last("make", folder) }
            // Lost with its folder, what was trusted last is no guard against what is older.
            try OpenFolder.sync(folderOf: folder)
        } catch {
            throw StoreFailure(error)
        }
        let store = TrustStore(folder: folder)
        try store.write(TopLevelRole.root.name, root)
        return store
    }

    /// What is stored of a role; nil if nothing is.
    public func read(_ role: ExactText, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        try StoredFile.bytes(path(of: role), atMost: limit)
    }

    /// Old or new, never between; on the disk when this returns.
    public func write(_ role: ExactText, _ bytes: [UInt8]) throws(StoreFailure) {
        try StoredFile.replace(path(of: role), with: bytes)
    }

    /// A role's name may be anything, its file's name is one part of a path, and no two roles share it.
    func path(of role: ExactText) -> String {
        let name = PercentEncoding.part(role)
        // Too long for a file system. No encoded name begins with a percent sign and a letter beyond F.
        return name.utf8.count <= 200 ? "\(folder)/\(name).json" : "\(folder)/%sha256-\(Digest(.sha256, of: role.utf8)).json"
    }
}
