import Glibc

/// Watches folders for repositories: the folder itself, or one directly in it, as where USB sticks are mounted.
///
/// A mount changes nothing that could be watched, so it is looked every few seconds: one `stat` for each place, at most 64.
final class FolderWatch {
    private let roots: [String]
    private let room: Room
    /// Takes the errand for a folder.
    var send: (Errand) -> Void = { _ in }
    private var sights: [String: FolderSight] = [:]
    private lazy var alarm = room.alarm { [unowned self] in tick() }

    private static let pause: UInt64 = 5000
    private static let most = 64

    init(_ roots: [String], _ room: Room) { (self.roots, self.room) = (roots, room) }

    func start() { tick() }

    private func tick() {
        scan()
        alarm.set(after: Self.pause)
    }

    func scan() {
        let places = Array(roots.flatMap { [$0] + Self.folders(in: $0) }.prefix(Self.most))
        sights = sights.filter { places.contains($0.key) }
        for place in places where sights[place, default: FolderSight()].scan(Self.stamp(of: place)) {
            send(Errand(cause: .folder, look: Look(place: .folder(place))))
        }
    }

    func failed(_ folder: String) { sights[folder]?.failed() }

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
