import Files
import Glibc
import Trust

/// The folder of the metadata that is trusted: `root.json`, `timestamp.json`, `snapshot.json`, `targets.json`, and delegated roles.
///
/// Each file holds the bytes as they were received, is wholly the old or wholly the new one, and is written only once all checks of a step
/// have passed. What is read back is checked like anything else. Several clients, in one process or in many, may share the folder: each
/// write holds its lock, and what guards against rollback is exchanged only for what was built upon it (decision 0087).
public struct TrustStore: Sendable {
    public let folder: String
    /// How long another client is waited for that is writing.
    private let patience: Duration

    public init(folder: String, patience: Duration = FolderLock.patience) {
        var path = folder[...]
        // The folder of `x/` is not `x`, whose name must reach the disk.
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = Substring(path.utf8.dropLast()) }
        (self.folder, self.patience) = (String(path), patience)
    }

    /// Begins with a root that came by a trusted way; the folder is made if it is not there. A root that no client could begin with is
    /// refused, and nothing is made. False if something else than `old` is stored: it stays.
    @discardableResult
    public func begin(with root: [UInt8], over old: [UInt8]? = nil) throws(UpdateFailure) -> Bool {
        do throws(Refusal) { _ = try TrustedMetadataSet.first(root: root) } catch { throw .refused(error) }
        do throws(StoreFailure) {
            try makeFolder()
            return try exchange(TopLevelRole.root.name, old, for: root, atMost: Bounds.rootBytes)
        } catch {
            throw .store(error)
        }
    }

    func makeFolder() throws(StoreFailure) {
        do throws(FileFailure) {
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .last("make", folder) }
            // Lost with its folder, what was trusted last is no guard against what is older.
            try OpenFolder.sync(folderOf: folder)
        } catch {
            throw StoreFailure(error)
        }
    }

    /// What is stored of a role; nil if nothing is.
    public func read(_ role: ExactText, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        try StoredFile.bytes(path(of: role), atMost: limit)
    }

    /// Old or new, never between; on the disk when this returns.
    public func write(_ role: ExactText, _ bytes: [UInt8]) throws(StoreFailure) {
        try FolderLock.held(folder, waiting: patience) { () throws(StoreFailure) in
            try StoredFile.replace(path(of: role), with: bytes)
        }
    }

    /// The same where `old` still is what is stored: what is longer than `limit` counts as nothing. False if another client has stored
    /// something else meanwhile, which stays.
    func exchange(_ role: ExactText, _ old: [UInt8]?, for new: [UInt8], atMost limit: Int) throws(StoreFailure) -> Bool {
        try FolderLock.held(folder, waiting: patience) { () throws(StoreFailure) in
            let stored = try readable(role, atMost: limit)
            if stored == new { return true }
            guard stored == old else { return false }
            try StoredFile.replace(path(of: role), with: new)
            return true
        }
    }

    /// What is stored of a role; nil if nothing is, or more than any such file may have. What cannot be read is not nothing: it may be
    /// what guards against rollback.
    public func readable(_ role: ExactText, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        do throws(StoreFailure) {
            return try read(role, atMost: limit)
        } catch {
            if error.isTooLong { return nil }
            throw error
        }
    }

    /// A role's name may be anything, its file's name is one part of a path, and no two roles share it.
    public func path(of role: ExactText) -> String {
        let name = PercentEncoding.part(role)
        // Too long for a file system. No encoded name begins with a percent sign and a letter beyond F.
        return name.utf8.count <= 200 ? "\(folder)/\(name).json" : "\(folder)/%sha256-\(Digest(.sha256, of: role.utf8)).json"
    }
}
