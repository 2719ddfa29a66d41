import EventLoop
import Files
import Manifests

/// Knows the manifests: reads them all, notices when a folder changes, and hands on what they say now.
///
/// Scans never overlap; what changes during one makes another follow.
final class Registry {
    private let loop: Loop
    private let executable: String
    private let directories: [String]
    private let found: ([ManifestLine]) -> Void
    private let failed: (String) -> Void

    private var scan: ManifestScan?
    private var waiting: [() -> Void] = []
    private var watches: [String: Watch] = [:]
    private var settle: Timer!
    /// Folders that cannot be watched, for the doctor.
    private(set) var unwatched: [String] = []

    /// A folder that is removed and made again is another one: its watcher must be too.
    private struct Watch {
        let watcher: FileWatcher
        let place: FolderPlace
    }

    /// How long a folder in which something changed is not listened to, milliseconds: less than the pace's quiet time.
    private static let deafness: UInt64 = 50
    private var pace = ScanPace()
    private var isClosed = false

    init(
        executable: String, directories: [String], on loop: Loop, found: @escaping ([ManifestLine]) -> Void,
        failed: @escaping (String) -> Void
    ) {
        self.loop = loop
        self.executable = executable
        self.directories = directories
        self.found = found
        self.failed = failed
        settle = Timer(on: loop) { [unowned self] in note(.due) }
    }

    /// Reads all manifests; `then` runs when `found` has been told, or the scan has failed.
    func rescan(then: @escaping () -> Void) {
        guard !isClosed else { return then() }
        waiting.append(then)
        if scan == nil { start() }
    }

    private func start() {
        let askers = waiting
        waiting = []
        note(.began)
        // Before anything is read: what changes meanwhile must not be missed.
        watch(directories + parents + Array(watches.keys))
        scan = ManifestScan(executable: executable, directories: directories, on: loop) { [unowned self] outcome in
            scan = nil
            switch outcome {
            case .lines(let lines, let unreadable):
                note(.ended(failed: false))
                if unreadable > 0 { failed("\(unreadable) manifests were not understood by the kernel and are left out") }
                // Folders not watched before may have changed since they were read.
                if watch(directories + parents + folders(of: lines)) { note(.changed) }
                found(lines)
            case .failed(let reason):
                failed("manifests could not be read: \(reason); trying again in \(ScanPace.retry / 1000) s")
                note(.ended(failed: true))
            }
            for then in askers { then() }
            if !waiting.isEmpty { start() }
        }
    }

    /// Watched too, so that a folder which appears later is noticed.
    private var parents: [String] { directories.filter { FolderPlace($0) == nil }.map { FilePath($0).folder } }

    private func folders(of lines: [ManifestLine]) -> [String] {
        lines.map { line in
            switch line {
            case .valid(let manifest): manifest.folder
            case .invalid(let problem): FilePath(problem.file).folder
            }
        }
    }

    /// Whether there are new ones among them.
    @discardableResult
    private func watch(_ folders: [String]) -> Bool {
        var hasNew = false
        let wanted = Set(folders)
        for (folder, watch) in watches where !wanted.contains(folder) || watch.place != FolderPlace(folder) {
            watch.watcher.close()
            watches[folder] = nil
        }
        unwatched = []
        for folder in wanted where watches[folder] == nil {
            guard let place = FolderPlace(folder),
                let watcher = try? FileWatcher(folder, pause: Self.deafness, on: loop, { [unowned self] _ in note(.changed) })
            else {
                unwatched.append(folder)
                continue
            }
            watches[folder] = Watch(watcher: watcher, place: place)
            hasNew = true
        }
        return hasNew
    }

    private func note(_ event: ScanPace.Event) {
        switch pace.handle(event, at: loop.now) {
        case .nothing: break
        case .wait(let time): settle.start(after: time)
        case .scan: rescan {}
        }
    }

    func close() {
        isClosed = true
        scan?.cancel()
        scan = nil
        settle.close()
        for watch in watches.values { watch.watcher.close() }
        watches = [:]
    }
}
