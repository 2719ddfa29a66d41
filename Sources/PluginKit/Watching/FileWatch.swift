import EventLoop

/// Calls whoever wants to know, a moment after something has happened to a file: it came to be, went, was written or replaced.
///
/// Its folder is watched, not the file, which most editors replace. One call at a time; what happens during it makes another.
final class FileWatch {
    /// Milliseconds in which somebody who saves a file has finished, mostly.
    private static let settling: UInt64 = 200

    private let name: String
    private unowned let bus: BusConnection
    private let changed: () async throws -> Void
    private var watcher: FileWatcher?
    private lazy var timer = Timer(on: bus.loop) { [unowned self] in call() }
    private var isCalling = false
    private var isDue = false

    init(_ path: String, of bus: BusConnection, _ changed: @escaping () async throws -> Void) throws(UVError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        name = String(path[slash...].dropFirst())
        (self.bus, self.changed) = (bus, changed)
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        watcher = try FileWatcher(folder, on: bus.loop) { [unowned self] in note($0) }
    }

    func close() {
        watcher?.close()
        timer.close()
    }

    private func note(_ name: String?) {
        guard name == nil || name == self.name, !timer.isActive else { return }
        timer.start(after: Self.settling)
    }

    private func call() {
        isDue = true
        guard !isCalling else { return }
        isCalling = true
        bus.background { [self] in
            defer { isCalling = false }
            while isDue {
                isDue = false
                try await changed()
            }
        }
    }
}
