import Glibc
import Support
import Testing

@testable import TUF

struct TrustStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("tuf", inMemory: true) }

    /// With one byte in the place of a root.
    private func store(waiting patience: Duration = .zero) throws -> TrustStore {
        let store = TrustStore(folder: folder.path, patience: patience)
        try store.write("root", [1])
        return store
    }

    @Test func `what is written is read, and what is not there is nothing`() throws {
        let store = TrustStore(folder: folder.path("new"))
        try store.makeFolder()
        try store.write("root", [1, 2])
        #expect(try store.read("root", atMost: 2) == [1, 2])
        #expect(try store.read("other", atMost: 2) == nil)
        try store.write("root", [3])
        #expect(try store.read("root", atMost: 2) == [3])
        #expect(throws: StoreFailure.self) { try store.read("root", atMost: 0) }
    }

    @Test func `a write that fails leaves the old file and no other`() throws {
        let store = try store()
        let isMade = mkdir(folder.path("root.json.new"), 0o700) == 0
        #expect(isMade)
        #expect(throws: StoreFailure.self) { try store.write("root", [2]) }
        #expect(try store.read("root", atMost: 10) == [1])
        #expect(throws: StoreFailure.self) { try TrustStore(folder: folder.path("none")).write("root", [1]) }
    }

    @Test func `a temporary file that a cut left behind is no hindrance`() throws {
        let store = try store()
        try folder.write("half of so", to: "root.json.new")
        #expect(try store.read("root", atMost: 10) == [1])
        try store.write("root", [2])
        #expect(try store.read("root", atMost: 10) == [2])
        #expect(!exists(folder.path("root.json.new")))
    }

    @Test func `a pipe in the place of the temporary file is not waited for`() throws {
        let store = try store()
        #expect(mkfifo(folder.path("root.json.new"), 0o600) == 0)
        // As if somebody read from it: else opening it would fail, and this test could not hang.
        let reader = open(folder.path("root.json.new"), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        try store.write("root", [2])
        #expect(try store.read("root", atMost: 10) == [2])
    }

    @Test func `a slash at the end of the folder's path is no other folder`() throws {
        #expect(TrustStore(folder: folder.path("new") + "//").folder == folder.path("new"))
        #expect(TrustStore(folder: "/").folder == "/")
    }

    @Test func `a link in the place of the temporary file is not followed`() throws {
        let store = try store()
        try folder.write("precious", to: "precious")
        #expect(symlink(folder.path("precious"), folder.path("root.json.new")) == 0)
        try store.write("root", [2])
        #expect(try store.read("root", atMost: 10) == [2])
        #expect(folder.read("precious") == "precious")
    }

    @Test func `what no client could begin with is not stored, and no folder is made`() throws {
        let repository = try RepositorySimulator()
        let store = TrustStore(folder: folder.path("new"))
        let root = repository.files["1.root.json"] ?? []
        for bad in [[], Array("garbage".utf8), Array(root.dropLast()), repository.files["timestamp.json"] ?? []] {
            let error = #expect(throws: UpdateFailure.self) { try store.begin(with: bad) }
            guard case .refused(let refusal) = error else { return #expect(error == nil) }
            #expect(refusal.role == "root" && !exists(store.folder))
        }
        #expect(try store.begin(with: root))
        #expect(try store.read("root", atMost: 10_000) == root)
    }

    @Test func `another first root does not take the place of the one that is there`() throws {
        let roots = try (0..<2).map { _ in try RepositorySimulator().files["1.root.json"] ?? [] }
        let store = TrustStore(folder: folder.path)
        #expect(try store.begin(with: roots[0]) && store.begin(with: roots[0]))
        #expect(try !store.begin(with: roots[1]))
        #expect(try store.read("root", atMost: 10_000) == roots[0])
        #expect(try store.begin(with: roots[1], over: roots[0]))
    }

    @Test func `what another client has stored meanwhile stays`() throws {
        let store = try store()
        #expect(try !store.exchange("root", [0], for: [2], atMost: 10) && !store.exchange("root", nil, for: [2], atMost: 10))
        #expect(try store.read("root", atMost: 10) == [1])
        #expect(try store.exchange("root", [0], for: [1], atMost: 10), "it is there already")
        #expect(try store.exchange("root", [1], for: [2], atMost: 10) && store.exchange("other", nil, for: [3], atMost: 10))
        #expect(try store.exchange("root", nil, for: [4, 5], atMost: 0), "more than it may have is nothing")
        #expect(try store.read("root", atMost: 10) == [4, 5])
    }

    @Test func `while another is writing nothing is written, and it is said who`() throws {
        let store = try store()
        let failure = try FolderLock.held(folder.path) { () throws(StoreFailure) -> StoreFailure? in
            do throws(StoreFailure) { try store.write("root", [2]) } catch { return error }
            return nil
        }
        #expect(failure?.path == folder.path && failure?.words.contains("process \(getpid()) ") == true, "\(String(describing: failure))")
        #expect(try store.read("root", atMost: 10) == [1])
        try store.write("root", [2])
        #expect(try store.read("root", atMost: 10) == [2])
    }
}
