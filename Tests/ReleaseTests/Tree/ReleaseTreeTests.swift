import Glibc
import Support
import Testing
import Trust

@testable import Release

struct ReleaseTreeTests {
    @Test func `a manifest lists every file and link, whatever the umask was`() throws {
        let sample = try SampleTree()
        let manifest = try sample.manifest()
        #expect(
            manifest.entries.map(\.path.description) == [
                "bin/roost", "bin/roost-update", "plugin.toml", "share/a/empty", "share/a-b", "share/ö.txt",
            ])
        let modes = manifest.entries.compactMap { if case .file(let mode, _, _) = $0.content { mode } else { nil } }
        #expect(modes == [0o755, 0o644, 0o644, 0o644, 0o644])
    }

    @Test func `the same tree is the same manifest`() throws {
        let (one, other) = (try SampleTree(), try SampleTree())
        #expect(try one.manifest().bytes == other.manifest().bytes)
        #expect(try one.manifest().treeDigest == other.manifest().treeDigest)
    }

    /// Thirty-one steps up, then as far down as a path may go.
    @Test func `a link to a place far away is kept whole`() throws {
        let (folders, names) = (String(repeating: "d/", count: 31), Array(repeating: String(repeating: "n", count: 254), count: 4))
        let target = String(repeating: "../", count: 31) + names.joined(separator: "/")
        let sample = try SampleTree(["\(folders)file": ""], links: ["\(folders)link": target])
        let manifest = try sample.manifest()
        #expect(target.utf8.count > TreePath.maximumLength)
        #expect(manifest.entries.last?.content == .link(target: target))
    }

    @Test func `a tree of as many names as there may be is verified, and one more is refused`() throws {
        let folder = try TemporaryFolder("crowd", inMemory: true)
        let entries = try (0..<ReleaseManifest.maximumNames / 32).map { number in
            let place = "\(number)" + String(repeating: "/d", count: 30)
            try folder.write("", to: "tree/\(place)/file")
            let path = try #require(TreePath("\(place)/file"))
            return TreeEntry(path: path, content: .file(mode: 0o644, size: 0, digest: .init(.sha256, of: [])))
        }
        let manifest = try ReleaseManifest(SampleTree.facts(), entries)
        try folder.write(manifest.bytes, to: "tree/release.json")
        #expect(try ReleaseTree(folder.path("tree")).flaws(against: manifest).isEmpty)
        try folder.write("", to: "tree/one more")
        let failure = #expect(throws: ReleaseFailure.self) { try ReleaseTree(folder.path("tree")).flaws(against: manifest) }
        #expect(failure.map { "\($0)" }?.hasSuffix("more than a release may have, which is 16384 files and as many folders") == true)
    }

    @Test func `a name that is no UTF-8 is refused, and named`() throws {
        let sample = try SampleTree()
        let name: [CChar] = [0x61, CChar(bitPattern: 0xFF), 0]
        let folder = open(sample.folder.path("tree/share"), O_RDONLY | O_DIRECTORY)
        close(openat(folder, name, O_CREAT | O_WRONLY, 0o600))
        close(folder)
        let path = "\(sample.tree.path)/share/a\u{FFFD}"
        #expect(throws: ReleaseFailure.tree(path: path, why: "its name is no UTF-8")) { try sample.manifest() }
    }

    @Test func `what a release may not hold is refused by name`() throws {
        let tricks: [(String, (SampleTree) throws -> Void, String)] = [
            ("pipe", { _ = try called(mkfifo($0.folder.path("tree/pipe"), 0o644), "mkfifo") }, "neither a file"),
            ("bin/twin", { _ = try called(link($0.folder.path("tree/bin/roost"), $0.folder.path("tree/bin/twin")), "link") }, "hard link"),
            ("out", { _ = try called(symlink("../..", $0.folder.path("tree/out")), "symlink") }, "leaves the release"),
            ("root", { _ = try called(symlink("/etc", $0.folder.path("tree/root")), "symlink") }, "leaves the release"),
            ("void", { _ = try $0.folder.makeFolder("tree/void") }, "empty folder"),
            ("a\nb", { try $0.folder.write("", to: "tree/a\nb") }, "control character"),
        ]
        for (name, trick, words) in tricks {
            let sample = try SampleTree()
            try trick(sample)
            let failure = #expect(throws: ReleaseFailure.self) { try sample.manifest() }
            #expect(failure.map { $0.description.contains(words) } == true, "\(name): \(failure as Any)")
        }
    }

    @Test func `progress ends at the whole, and may say stop`() throws {
        let sample = try SampleTree()
        var last: Progress?
        let manifest = try sample.tree.makeManifest(SampleTree.facts()) {
            last = $0
            return true
        }
        #expect(last == Progress(done: manifest.size, total: manifest.size))
        #expect(throws: ReleaseFailure.cancelled) { try sample.tree.makeManifest(SampleTree.facts()) { _ in false } }
    }

    @Test func `a tree as it was published has no flaw`() throws {
        let sample = try SampleTree()
        for name in SampleTree.standard.keys { chmod(sample.folder.path("tree/\(name)"), name.hasPrefix("bin/") ? 0o755 : 0o644) }
        #expect(try sample.tree.flaws(against: sample.manifest()).isEmpty)
    }

    @Test func `every difference is found and named`() throws {
        let sample = try SampleTree()
        let manifest = try sample.manifest()
        for name in SampleTree.standard.keys { chmod(sample.folder.path("tree/\(name)"), name.hasPrefix("bin/") ? 0o755 : 0o644) }
        let changes: [(String, TreeFlaw.Kind, (String) throws -> Void)] = [
            ("bin/roost", .altered, { try TestFiles.write(Array(repeating: 7, count: 260_000), to: $0) }),
            (
                "bin/roost-update", .altered,
                {
                    unlink($0)
                    symlink("toast", $0)
                }
            ),
            ("plugin.toml", .mode(0o600), { chmod($0, 0o600) }),
            ("share/a/empty", .missing, { unlink($0) }),
            (
                "share/a-b", .otherKind,
                {
                    unlink($0)
                    symlink("a", $0)
                }
            ),
            ("share/new", .extra, { try TestFiles.write([], to: $0) }),
        ]
        for (name, _, change) in changes { try change(sample.folder.path("tree/\(name)")) }
        let flaws = try sample.tree.flaws(against: manifest)
        #expect(Set(flaws.map { "\($0.path) \($0.kind)" }) == Set(changes.map { "\($0.0) \($0.1)" }))
    }
}
