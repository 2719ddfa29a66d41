/// Watches folders for repositories: the folder itself, or one directly in it, as where USB sticks are mounted.
///
/// A mount changes nothing that could be watched, so it is looked every few seconds: one `stat` for each place, at most 64.
final class FolderWatch {
    /// As they are now: the policy may name another one.
    private let roots: () -> [String]
    private let room: Room
    /// Takes the errand for a folder; false if there is no room for it now.
    var send: (Errand) -> Bool = { _ in true }
    private var sights: [String: FolderSight] = [:]
    private lazy var alarm = room.alarm { [unowned self] in start() }

    private static let pause: UInt64 = 5000

    init(_ roots: @escaping () -> [String], _ room: Room) { (self.roots, self.room) = (roots, room) }

    /// The next look is planned when this one is over, however long it took.
    func start() {
        _ = room.spawn { [room, roots] in
            self.take(await room.scan(roots()))
            self.alarm.set(after: Self.pause)
        }
    }

    private func take(_ found: [FolderScanner.Place]) {
        let paths = Set(found.map(\.path))
        sights = sights.filter { paths.contains($0.key) }
        for place in found where sights[place.path, default: FolderSight()].scan(place.stamp) {
            if !send(Errand(cause: .folder, look: Look(place: .folder(place.path)))) { failed(place.path) }
        }
    }

    func failed(_ folder: String) { sights[folder]?.failed() }
}
