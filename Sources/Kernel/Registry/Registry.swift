import EventLoop
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

    /// Files are often written in several steps: a change is looked at when it has been quiet so long, milliseconds.
    private static let quiet: UInt64 = 200
    /// But not later than this after the first change, and not sooner than this after the last scan.
    private static let longestWait: UInt64 = 2_000
    private static let rest: UInt64 = 1_000
    private var firstChange: UInt64?
    private var lastScan: UInt64 = 0
    /// After a scan that failed.
    private static let retry: UInt64 = 5_000
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
        settle = Timer(on: loop) { [unowned self] in rescan {} }
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
        firstChange = nil
        // Before anything is read: what changes meanwhile must not be missed.
        watch(directories + parents + Array(watches.keys))
        scan = ManifestScan(executable: executable, directories: directories, on: loop) { [unowned self] outcome in
            scan = nil
            lastScan = loop.now
            switch outcome {
            case .lines(let lines, let unreadable):
                if unreadable > 0 { failed("\(unreadable) manifests were not understood by the kernel and are left out") }
                // Folders not watched before may have changed since they were read.
                if watch(directories + parents + folders(of: lines)) { changed() }
                found(lines)
            case .failed(let reason):
                failed("manifests could not be read: \(reason); trying again in \(Self.retry / 1000) s")
                settle.start(after: Self.retry)
            }
            for then in askers { then() }
            if !waiting.isEmpty { start() }
        }
    }

    /// Watched too, so that a folder which appears later is noticed.
    private var parents: [String] { directories.filter { FolderPlace($0) == nil }.map { Self.parent(of: $0) } }

    private static func parent(of path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    private func folders(of lines: [ManifestLine]) -> [String] {
        lines.map { line in
            switch line {
            case .valid(let manifest): manifest.folder
            case .invalid(let problem): Self.parent(of: problem.file)
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
                let watcher = try? FileWatcher(folder, on: loop, { [unowned self] _ in changed() })
            else {
                unwatched.append(folder)
                continue
            }
            watches[folder] = Watch(watcher: watcher, place: place)
            hasNew = true
        }
        return hasNew
    }

    /// A folder that is written to all the time is read all the same, but not all the time.
    private func changed() {
        let first = firstChange ?? loop.now
        firstChange = first
        guard loop.now - first < Self.longestWait || !settle.isActive else { return }
        let restUntil = lastScan + Self.rest
        settle.start(after: max(Self.quiet, restUntil > loop.now ? restUntil - loop.now : 0))
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
