import Support
import Testing

@testable import TUF

/// A repository that nobody here wrote: python-tuf's.
struct PythonRepositoryTests {
    /// Reads files below a folder as a server would serve them.
    private struct FolderFetcher: Fetcher {
        let folder: String

        func fetch(_ url: String, atMost limit: Int) async throws(FetchFailure) -> [UInt8] {
            // Its files are named as they are asked for, encoded.
            let path = folder + url.dropFirst("http://python/".count)
            guard let bytes = TestFile.bytes(path) else { throw .notFound }
            guard bytes.count <= limit else { throw .tooLong }
            return bytes
        }
    }

    @Test func `what python-tuf writes is read here, all kinds of keys and of delegations`() async throws {
        let folder = try TemporaryFolder("python-tuf")
        try Python.run("write_repository.py", [folder.path("repository")])
        let root = try #require(TestFile.bytes(folder.path("repository/metadata/1.root.json")))
        let store = TrustStore(folder: folder.path("store"))
        try store.begin(with: root)
        let fetcher = FolderFetcher(folder: folder.path("repository/"))
        var updater = try Updater(metadataURL: "http://python/metadata", store: store, fetcher: fetcher, now: RepositorySimulator.now)
        for path in ["top.txt", "stable/a b", "digest/a", "bins/x"] as [ExactText] {
            let file = try #require(try await updater.target(named: path), "\(path)")
            let bytes = try #require(
                TestFile.bytes(folder.path("repository/targets/" + updater.path(of: path, file).replacing("%20", with: " "))))
            #expect(file.isMade(of: bytes))
            #expect(file.hashes.digests.count == 2)
            guard case .object(let custom)? = file.custom else { return #expect(Bool(false)) }
            #expect(custom["größe"] == .largeInteger("12345678901234567890"))
            #expect(custom["note"] == "line\nline \u{1} \u{1F600} e\u{301}")
        }
        for path in ["stable/none", "bins/none", "none"] as [ExactText] { #expect(try await updater.target(named: path) == nil) }
        #expect(updater.trusted.root.version == 2)
        #expect(updater.trusted.root.unknown["x-note"] == ["e\u{301}": 1, "\u{E9}": 2])
    }
}
