import Glibc
import Support
import Testing

@testable import TUF

struct TrustStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("tuf", inMemory: true) }

    @Test func `what is written is read, and what is not there is nothing`() throws {
        let store = try TrustStore.make(folder: folder.path("new"), root: [1, 2])
        #expect(try store.read("root", atMost: 2) == [1, 2])
        #expect(try store.read("other", atMost: 2) == nil)
        try store.write("root", [3])
        #expect(try store.read("root", atMost: 2) == [3])
        #expect(throws: StoreFailure.self) { try store.read("root", atMost: 0) }
    }

    @Test func `a write that fails leaves the old file and no other`() throws {
        let store = try TrustStore.make(folder: folder.path, root: [1])
        let isMade = mkdir(folder.path("root.json.new"), 0o700) == 0
        #expect(isMade)
        #expect(throws: StoreFailure.self) { try store.write("root", [2]) }
        #expect(try store.read("root", atMost: 10) == [1])
        #expect(throws: StoreFailure.self) { try TrustStore(folder: folder.path("none")).write("root", [1]) }
    }

    @Test func `a temporary file that a cut left behind is no hindrance`() throws {
        let store = try TrustStore.make(folder: folder.path, root: [1])
        try folder.write("half of so", to: "root.json.new")
        #expect(try store.read("root", atMost: 10) == [1])
        try store.write("root", [2])
        #expect(try store.read("root", atMost: 10) == [2])
        #expect(!exists(folder.path("root.json.new")))
    }

    @Test func `a link in the place of the temporary file is not followed`() throws {
        let store = try TrustStore.make(folder: folder.path, root: [1])
        try folder.write("precious", to: "precious")
        #expect(symlink(folder.path("precious"), folder.path("root.json.new")) == 0)
        #expect(throws: StoreFailure.self) { try store.write("root", [2]) }
        #expect(folder.read("precious") == "precious")
    }
}
