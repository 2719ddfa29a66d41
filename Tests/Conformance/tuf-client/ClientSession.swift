import EventLoop
import Glibc
import HTTP
import TUF

/// One run of the client. Lives on the loop, as its connections do.
actor ClientSession {
    private let command: ClientCommand
    private let executor: LoopExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ command: ClientCommand, on executor: LoopExecutor) {
        self.command = command
        self.executor = executor
    }

    /// To be called before the loop runs; the process ends with it.
    nonisolated func start() { Task { exit(await run() ? 0 : 1) } }

    /// Whether all that was asked for is done; if not, stderr says why.
    private func run() async -> Bool {
        do {
            switch command {
            case .initialise(let metadata, let root): _ = try TrustStore.make(folder: metadata, root: LocalFile.bytes(root, atMost: 1 << 20))
            case .refresh(let repository):
                var (updater, _) = try open(repository)
                try await updater.refresh()
            case .download(let repository, let targets): try await download(targets, from: repository)
            }
            return true
        } catch {
            StandardError.write("\(error)")
            return false
        }
    }

    private func open(_ repository: ClientCommand.Repository) throws -> (Updater, HTTPFetcher) {
        let fetcher = HTTPFetcher(HTTPClient(on: executor.loop))
        let now = UTCTime(secondsSince1970: time(nil))
        let store = TrustStore(folder: repository.metadata)
        return (try Updater(metadataURL: repository.url, store: store, fetcher: fetcher, now: now), fetcher)
    }

    private func download(_ targets: ClientCommand.Targets, from repository: ClientCommand.Repository) async throws {
        var (updater, fetcher) = try open(repository)
        for name in targets.names.map({ ExactText($0) }) {
            guard let file = try await updater.target(named: name) else { throw DownloadFailure.unknown(name) }
            let path = "\(targets.folder)/\(LocalFile.name(of: name))"
            // What is there already and right is not fetched again.
            if let bytes = try? LocalFile.bytes(path, atMost: file.length), file.isMade(of: bytes) { continue }
            let bytes = try await fetcher.fetch(targets.url + updater.path(of: name, file), atMost: file.length)
            guard file.isMade(of: bytes) else { throw DownloadFailure.swapped(name) }
            try LocalFile.write(bytes, to: path)
        }
    }
}
