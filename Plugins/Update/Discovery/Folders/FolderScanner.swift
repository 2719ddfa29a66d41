import Glibc

/// Looks at folders, off the loop: a stick that was pulled out, or a server that is away, may keep whoever looks waiting.
actor FolderScanner {
    private nonisolated let lane: any SerialExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    init(on lane: any SerialExecutor) { self.lane = lane }

    /// A folder, and the stamp of the repository in it; nil if it holds none.
    struct Place: Equatable, Sendable {
        var path: String
        var stamp: FolderSight.Stamp?
    }

    private static let most = 64

    func scan(_ roots: [String]) -> [Place] { Self.places(in: roots) }

    /// These folders, and those directly in them.
    static func places(in roots: [String]) -> [Place] {
        roots.flatMap { [$0] + folders(in: $0) }.prefix(most).map { Place(path: $0, stamp: stamp(of: $0)) }
    }

    /// (stat)
    private static func stamp(of folder: String) -> FolderSight.Stamp? {
        var status = stat()
        guard stat("\(folder)/metadata/timestamp.json", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return FolderSight.Stamp(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
            nanoseconds: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
    }

    /// (opendir, readdir)
    private static func folders(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < most, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let isFolder = [UInt8(DT_DIR), UInt8(DT_LNK), UInt8(DT_UNKNOWN)].contains(entry.pointee.d_type)
            if isFolder, !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
        }
        return names.sorted()
    }
}
