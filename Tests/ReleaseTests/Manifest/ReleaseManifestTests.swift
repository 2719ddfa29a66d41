import Testing
import Trust
import Wire

@testable import Release

struct ReleaseManifestTests {
    private static let digest = Digest(.sha256, of: [])

    private static func file(_ path: String, mode: UInt32 = 0o644, size: Int64 = 0) -> TreeEntry {
        TreeEntry(path: TreePath(path)!, content: .file(mode: mode, size: size, digest: digest))
    }

    private static func link(_ path: String, _ target: String) -> TreeEntry {
        TreeEntry(path: TreePath(path)!, content: .link(target: target))
    }

    @Test func `its text is one line a file and always the same`() throws {
        var facts = ReleaseFacts(.core, version: SemanticVersion("1.2.0")!, architecture: "arm64")
        facts.minimumVersion = SemanticVersion("1.0.0")
        facts.migrations = [.init(database: "a.db", scripts: TreePath("sql")!)]
        (facts.isSecurity, facts.epoch, facts.neededDisk, facts.neededMemory) = (true, 3, 7, 8)
        let manifest = try ReleaseManifest(facts, [Self.link("b", "a"), Self.file("sql/1.sql"), Self.file("a", mode: 0o755, size: 3)])
        let text = """
            {
            "format":1,
            "kind":"core",
            "version":"1.2.0",
            "architecture":"arm64",
            "minimum":"1.0.0",
            "core":null,
            "epoch":3,
            "security":true,
            "migrations":[{"database":"a.db","scripts":"sql"}],
            "needs":{"disk":7,"memory":8},
            "files":[
            {"path":"a","mode":"0755","size":3,"sha256":"\(Self.digest)"},
            {"path":"b","link":"a"},
            {"path":"sql/1.sql","mode":"0644","size":0,"sha256":"\(Self.digest)"}
            ]}

            """
        #expect(String(decoding: manifest.bytes, as: UTF8.self) == text)
        #expect(try ReleaseManifest(parsing: Array(text.utf8)) == manifest)
        #expect(manifest.size == 3)
    }

    @Test func `a tree's digest is of files, modes and links, not of facts`() throws {
        let entries = [Self.file("a"), Self.link("b", "a")]
        let one = try ReleaseManifest(SampleTree.facts("1.0.0"), entries)
        #expect(try ReleaseManifest(SampleTree.facts("2.0.0"), entries).treeDigest == one.treeDigest)
        for other in [
            [Self.file("a", mode: 0o755), entries[1]], [entries[0]], [entries[0], Self.link("b", "c")],
            [Self.file("a", size: 1), entries[1]],
        ] {
            #expect(try ReleaseManifest(SampleTree.facts("1.0.0"), other).treeDigest != one.treeDigest)
        }
    }

    @Test(arguments: [
        ([file("a"), file("a")], "twice"), ([file("a"), file("a/b")], "below"), ([file("a/b"), link("a", "c")], "below"),
        ([file("release.json")], "own"), ([file("release.json/a")], "own"), ([file("a", mode: 0o4755)], "mode"),
        ([file("a", mode: 0o200)], "mode"),
        ([file("a", size: -1)], "size"), ([file("a", size: 1 << 31)], "size"),
        ([file("a", size: 1 << 30), file("b", size: 1 << 30), file("c", size: 1)], "in all"),
        ([link("a", "/etc/passwd")], "leaves"), ([link("a", "../x")], "leaves"), ([link("a/b", "../../x")], "leaves"),
        ([link("a", "b/../..")], "'..'"),
        ([link("a", "")], "nowhere"), ([link("a", "b//c")], "empty"),
    ])
    func `files that would do harm are refused`(_ entries: [TreeEntry], _ word: String) {
        let failure = #expect(throws: ReleaseFailure.self) { try ReleaseManifest(SampleTree.facts(), entries) }
        #expect(failure.map { $0.description.contains(word) } == true, "\(failure as Any)")
    }

    @Test func `links within are allowed`() throws {
        let entries = [Self.link("a/b/c", "../../x"), Self.link("a/d", ".."), Self.link("e", "a/b"), Self.link("f", "nowhere yet")]
        #expect(try ReleaseManifest(SampleTree.facts(), entries).entries.count == 4)
    }

    @Test func `too many files are refused`() {
        let entries = (0...ReleaseManifest.maximumEntries).map { Self.file("f\($0)") }
        #expect(throws: ReleaseFailure.manifest(place: "files", why: "more than 16384 of them")) {
            try ReleaseManifest(SampleTree.facts(), entries)
        }
    }

    /// A few kilobytes of them would be hundreds of thousands of folders.
    @Test func `too many folders are refused, each counted once`() throws {
        let deep = Array(repeating: "n", count: TreePath.maximumDepth - 2).joined(separator: "/")
        let entries = { (count: Int) in (0..<count).map { Self.link("\($0)/\(deep)/f", "x") } }
        #expect(try ReleaseManifest(SampleTree.facts(), entries(1024)).folders.count == 1024 * 31)
        let failure = #expect(throws: ReleaseFailure.self) { try ReleaseManifest(SampleTree.facts(), entries(1025)) }
        #expect(failure.map { $0.description.contains("folders") } == true, "\(failure as Any)")
        let together =
            (0..<10_000).map { Self.link("one/\(deep)/\($0)", "x") } + [Self.link("one/\(deep)-/x", "y"), Self.link("one-/x", "y")]
        #expect(try ReleaseManifest(SampleTree.facts(), together).entries.count == 10_002)
    }

    @Test func `facts that contradict themselves are refused`() throws {
        for change: (inout ReleaseFacts) -> Void in [
            { $0.kind = .feature("Bad Id") }, { $0.kind = .feature("core") }, { $0.architecture = "" }, { $0.architecture = "../x" },
            { $0.minimumVersion = SemanticVersion("9.0.0") }, { $0.neededDisk = -1 },
            { $0.migrations = [.init(database: "a.db", scripts: TreePath("nothing")!)] },
            { $0.migrations = [.init(database: "../a.db", scripts: TreePath("a")!)] },
        ] {
            var facts = SampleTree.facts()
            change(&facts)
            #expect(throws: ReleaseFailure.self) { try ReleaseManifest(facts, [Self.file("a/b")]) }
        }
    }
}
