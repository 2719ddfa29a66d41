import Glibc
import Support
import Testing

@testable import roost

@Suite struct `A staging folder` {
    private let folder: TemporaryFolder
    private var home: Home { Home(folder.path) }

    init() throws {
        folder = try TemporaryFolder("staging")
        _ = try folder.makeFolder("plugins")
    }

    @Test func `swaps a new tree in and keeps the old one until it is discarded`() throws {
        try swapIn("one")
        #expect(folder.read("plugins/a/text") == "one")
        try swapIn("two")
        #expect(folder.read("plugins/a/text") == "two" && Folder(home.plugins).names == ["a"])
    }

    @Test func `takes a tree out`() throws {
        try swapIn("one")
        let staging = try Staging(in: home)
        try staging.takeOut("a")
        #expect(Folder(home.plugins).visibleNames.isEmpty)
        try staging.discard()
        #expect(Folder(home.plugins).names.isEmpty)
    }

    @Test func `what a killed command left is cleared, what a living one has is not`() throws {
        _ = try folder.makeFolder("plugins/.staging-2147483646")
        _ = try folder.makeFolder("plugins/.staging-1")
        let staging = try Staging(in: home)
        try staging.discard()
        #expect(Folder(home.plugins).names == [".staging-1"])
    }

    private func swapIn(_ text: String) throws {
        let staging = try Staging(in: home)
        #expect(mkdir("\(staging.path)/a", 0o755) == 0)
        try folder.write(text, to: "plugins/.staging-\(getpid())/a/text")
        try staging.swapIn("a")
        try staging.discard()
    }
}
