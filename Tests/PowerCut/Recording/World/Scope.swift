/// Which files a recording is about: all below one folder, but for what no boot finds again.
public struct Scope: Sendable {
    /// Absolute, without links on the way.
    public let root: String
    /// Paths from the root on that are left out with all that lies below: run folders, logs.
    public let volatile: [String]

    public init(root: String, volatile: [String] = []) {
        self.root = root
        self.volatile = volatile
    }

    /// From the root on, `""` for the root itself; nil for what lies outside.
    func relative(_ path: String) -> String? {
        guard path != root else { return "" }
        return path.hasPrefix(root + "/") ? String(path.dropFirst(root.utf8.count + 1)) : nil
    }

    func isVolatile(_ relative: String) -> Bool { volatile.contains { relative == $0 || relative.hasPrefix($0 + "/") } }

    /// SQLite maps it and makes it anew after every start: the only shared mapping that says nothing about a disk.
    static func isSharedMemory(_ path: String) -> Bool { path.hasSuffix("-shm") }
}
