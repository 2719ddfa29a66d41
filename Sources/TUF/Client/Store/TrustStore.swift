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
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .last(folder) }
        let store = TrustStore(folder: folder)
        try store.write(TopLevelRole.root.name, root)
        return store
    }

    /// What is stored of a role; nil if nothing is.
    public func read(_ role: ExactText, atMost limit: Int) throws(StoreFailure) -> [UInt8]? {
        let path = path(of: role)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .last(path)
        }
        defer { close(file) }
        return try Self.bytes(of: file, path, atMost: limit)
    }

    private static func bytes(of file: Int32, _ path: String, atMost limit: Int) throws(StoreFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
        while bytes.count <= limit {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw StoreFailure(path, "longer than \(limit) bytes; this is not what was stored there")
    }

    /// Old or new, never between; on the disk when this returns.
    public func write(_ role: ExactText, _ bytes: [UInt8]) throws(StoreFailure) {
        let path = path(of: role)
        let temporary = path + ".new"
        do throws(StoreFailure) {
            try Self.create(temporary, bytes)
            guard rename(temporary, path) == 0 else { throw .last(path) }
        } catch {
            unlink(temporary)
            throw error
        }
        // Without it the rename may be undone by a power cut.
        try syncFolder()
    }

    private static func create(_ path: String, _ bytes: [UInt8]) throws(StoreFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .last(path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw .last(path) }
    }

    private func syncFolder() throws(StoreFailure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last(folder) }
    }

    /// A role's name may be anything, its file's name is one part of a path, and no two roles share it.
    func path(of role: ExactText) -> String {
        let name = PercentEncoding.part(role)
        // Too long for a file system. No encoded name begins with a percent sign and a letter beyond F.
        return name.utf8.count <= 200 ? "\(folder)/\(name).json" : "\(folder)/%sha256-\(Digest(.sha256, of: role.utf8)).json"
    }
}

extension StoreFailure {
    static func last(_ path: String) -> StoreFailure { StoreFailure(path, String(cString: strerror(errno))) }
}
