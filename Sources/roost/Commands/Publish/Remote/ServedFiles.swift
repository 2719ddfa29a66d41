import Delivery
import Publishing
import TUF
import Trust

/// A repository's files as a web server gives them to anybody.
struct ServedFiles: PublishedFiles {
    private let remote: RemoteFiles

    init(_ remote: RemoteFiles) { self.remote = remote }

    func metadata(_ name: String, atMost limit: Int) throws(PublishingError) -> [UInt8]? {
        try file("metadata/\(name)", limit, keepingBytes: true)?.bytes
    }

    func metadataNames() -> [String]? { nil }

    func content(of path: String, atMost limit: Int) throws(PublishingError) -> FileContent? {
        try file("targets/\(path)", limit, keepingBytes: false).map { FileContent(length: $0.length, digest: $0.digest) }
    }

    func place(of path: String) -> String { remote.url(of: "targets/\(path)") }

    private func file(_ path: String, _ limit: Int, keepingBytes: Bool) throws(PublishingError) -> RemoteFiles.File? {
        do throws(RemoteFiles.Failure) {
            return try remote.file(path, atMost: limit, keepingBytes: keepingBytes)
        } catch {
            throw .file(path: remote.url(of: path), words: "\(error)")
        }
    }
}
