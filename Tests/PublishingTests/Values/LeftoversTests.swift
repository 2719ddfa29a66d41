import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct LeftoversTests {
    @Test func `a name of metadata is a version and a role`() {
        let read = [
            "12.stable.json", "1.a.b.json", "x.root.json", "0.root.json", "01.root.json", "1..json", "timestamp.json", "1.root.jso",
        ]
        .map { Leftovers.versionAndRole($0).map { "\($0.version) \($0.role)" } }
        #expect(read == ["12 stable", "1 a.b", nil, nil, nil, nil, nil, nil])
    }

    @Test func `of targets, only stored files that no content lists are left over`() {
        let digest = String(repeating: "a", count: 64)
        let other = String(repeating: "b", count: 64)
        let file = TargetFile(length: 1, hashes: Hashes(.init(.sha256, hexadecimal: digest)!))
        let content = Targets(expires: Bench.start, targets: ["stable/x.tar.xz": file, "beta/y": file])
        let names = ["\(digest).x.tar.xz", "\(digest).y", "\(other).x.tar.xz", "README", "\(digest)x", ".part-x"]
        #expect(Leftovers.targets(among: names, channel: "stable", listedIn: [content]) == ["\(digest).y", "\(other).x.tar.xz"])
        #expect(Leftovers.targets(among: names, channel: "stable", listedIn: []).count == 3)
    }

    @Test func `metadata of a cut publication and of long ago goes, roots stay`() throws {
        let bench = try Bench()
        for _ in 1...20 { _ = try bench.publisher().refresh(["snapshot"]) }
        for name in ["99.stable.json", "99.snapshot.json", "1.unknown.json"] {
            try bench.folder.write("x", to: "w/repository/metadata/\(name)")
        }
        let state = try bench.publisher().open()
        let names = try RepositoryFolders(bench.workshop).metadata.names()
        #expect(state.snapshot.version == 21)
        #expect(names.filter { $0.hasSuffix(".snapshot.json") }.count == Leftovers.keptVersions + 1)
        #expect(!names.contains("99.stable.json") && !names.contains("99.snapshot.json"))
        #expect(names.contains("1.root.json") && names.contains("1.unknown.json") && names.contains("1.stable.json"))
    }

    @Test func `of a channel that was taken out only what snapshots still name stays`() throws {
        let bench = try Bench("[channels.stable]\n[channels.lts]\n")
        for _ in 1...3 { _ = try bench.publisher().refresh(["lts"]) }
        try bench.folder.write("[channels.stable]\n", to: "w/publish.toml")
        _ = try bench.publisher().remove("lts")
        _ = try bench.publisher().refresh([])
        let names = try RepositoryFolders(bench.workshop).metadata.names()
        #expect(names.filter { $0.hasSuffix(".lts.json") } == ["4.lts.json"])
        #expect(try bench.check().problems.isEmpty)
    }
}
