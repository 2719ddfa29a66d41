import EventLoop
import Glibc
import HTTP
import TUF

/// One run of the client, on its loop.
struct ClientSession {
    private let fetcher: HTTPFetcher

    init(on loop: Loop) { fetcher = HTTPFetcher(HTTPClient(on: loop)) }

    /// All that was asked for is done, or this throws.
    func run(_ command: ClientCommand) async throws {
        switch command {
        case .initialise(let metadata, let root):
            let store = TrustStore(folder: metadata)
            guard try store.begin(with: LocalFile.bytes(root, atMost: Bounds.rootBytes)) else {
                throw StoreFailure(store.path(of: "root"), "another root is trusted here already")
            }
        case .refresh(let repository):
            var updater = try open(repository)
            try await updater.refresh()
        case .download(let repository, let targets):
            try await download(targets, from: repository)
        }
    }

    /// The time is asked for once.
    private func open(_ repository: ClientCommand.Repository) throws(UpdateFailure) -> Updater {
        let store = TrustStore(folder: repository.metadata)
        return try Updater(metadataURL: repository.url, store: store, fetcher: fetcher, now: UTCTime(secondsSince1970: time(nil)))
    }

    private func download(_ targets: ClientCommand.Targets, from repository: ClientCommand.Repository) async throws {
        var updater = try open(repository)
        for name in targets.names.map({ ExactText($0) }) {
            guard let file = try await updater.target(named: name) else { throw DownloadFailure.unknown(name) }
            let path = "\(targets.folder)/\(LocalFile.name(of: name))"
            // What is there already and right is not fetched again.
            if LocalFile.size(of: path) == file.length, let bytes = try? LocalFile.bytes(path, atMost: file.length),
                file.isMade(of: bytes)
            {
                continue
            }
            let bytes = try await fetcher.fetch(targets.url + updater.path(of: name, file), atMost: file.length)
            guard file.isMade(of: bytes) else { throw DownloadFailure.swapped(name) }
            try LocalFile.write(bytes, to: path)
        }
    }
}
