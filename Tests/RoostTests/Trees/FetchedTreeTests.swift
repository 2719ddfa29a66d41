import Glibc
import Support
import Testing

@testable import roost

struct FetchedTreeTests {
    /// As secrets and certificates are where something else puts them.
    @Test func `a root that is a link is read`() throws {
        let folder = try TemporaryFolder("fetched")
        try folder.write("root", to: "..data/root.json")
        #expect(symlink(folder.path("..data/root.json"), folder.path("root.json")) == 0)
        #expect(try FetchedTree.file(folder.path("root.json"), atMost: 4) == Array("root".utf8))
        #expect(throws: CommandFailure.self) { try FetchedTree.file(folder.path("root.json"), atMost: 3) }
    }
}
