import EventLoop
import HTTP
import Support
import Trust

/// A file to be fetched into a folder of its own.
struct DownloadFixture: Sendable {
    let folder = try! TemporaryFolder("download")
    let bytes: [UInt8]

    init(_ count: Int = 500_000, seed: UInt64 = 1) {
        var generator = SplitMix(seed: seed)
        bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    var path: String { folder.path("file") }
    /// Byte for byte; the arrays themselves would be too long to be shown when they differ.
    var hasArrived: Bool { readBytes(path) == bytes }
    var part: [UInt8] { readBytes("\(path).part") }
    var hasLeftovers: Bool { exists("\(path).part") || exists("\(path).progress") || exists("\(path).progress.new") }

    func download(from url: String) throws -> Download {
        Download(try HTTPURL(url), to: path, length: bytes.count, digest: Digest(.sha256, of: bytes))
    }

    /// One attempt, by a client of its own; nil if the file is there.
    func fetch(
        from url: String, _ settings: HTTPSettings = .forTest(), progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> DownloadError? {
        let download = try download(from: url)
        return try await onLoop { loop in
            let client = HTTPClient(on: loop, settings)
            defer { client.close() }
            do throws(DownloadError) {
                try await client.download(download, progress: progress)
                return nil
            } catch {
                return error
            }
        }
    }
}
