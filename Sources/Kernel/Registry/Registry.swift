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
    private var watchers: [String: FileWatcher] = [:]
    private var settle: Timer!
    /// Folders that cannot be watched, for the doctor.
    private(set) var unwatched: [String] = []

    /// Files are often written in several steps: a change is looked at when it has been quiet so long, milliseconds.
    private static let quiet: UInt64 = 200

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
        waiting.append(then)
        if scan == nil { start() }
    }

    private func start() {
        let askers = waiting
        waiting = []
        watch(directories)
        scan = ManifestScan(executable: executable, directories: directories, on: loop) { [unowned self] outcome in
            scan = nil
            switch outcome {
            case .lines(let lines):
                watch(directories + folders(of: lines))
                found(lines)
            case .failed(let reason): failed("manifests could not be read: \(reason)")
            }
            for then in askers { then() }
            if !waiting.isEmpty { start() }
        }
    }

    private func folders(of lines: [ManifestLine]) -> [String] {
        lines.map { line in
            switch line {
            case .valid(let manifest): manifest.folder
            case .invalid(let problem): String(problem.file[..<(problem.file.lastIndex(of: "/") ?? problem.file.startIndex)])
            }
        }
    }

    private func watch(_ folders: [String]) {
        let wanted = Set(folders)
        for (folder, watcher) in watchers where !wanted.contains(folder) {
            watcher.close()
            watchers[folder] = nil
        }
        unwatched = []
        for folder in wanted where watchers[folder] == nil {
            watchers[folder] = try? FileWatcher(folder, on: loop) { [unowned self] _ in changed() }
            if watchers[folder] == nil { unwatched.append(folder) }
        }
    }

    private func changed() { settle.start(after: Self.quiet) }

    func close() {
        scan?.cancel()
        scan = nil
        settle.close()
        for watcher in watchers.values { watcher.close() }
        watchers = [:]
    }
}
