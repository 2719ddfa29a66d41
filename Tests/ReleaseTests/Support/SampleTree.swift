import Glibc
import Support
import Wire

@testable import Release

/// A folder with a little of everything that a release may hold.
struct SampleTree {
    let folder: TemporaryFolder
    var tree: ReleaseTree { ReleaseTree(folder.path("tree")) }

    init(_ files: [String: String] = standard, links: [String: String] = ["bin/roost-update": "roost"]) throws {
        folder = try TemporaryFolder("release")
        _ = try folder.makeFolder("tree")
        for (name, text) in files { try folder.write(text, to: "tree/\(name)", mode: name.hasPrefix("bin/") ? 0o775 : 0o664) }
        for (name, target) in links where symlink(target, folder.path("tree/\(name)")) != 0 { throw SystemError("symlink") }
    }

    static let standard = [
        "bin/roost": String(repeating: "machine code ", count: 20_000), "plugin.toml": "id = \"x\"\n", "share/a/empty": "",
        "share/a-b": "beside a folder", "share/ö.txt": "a name beyond ASCII",
    ]

    static func facts(_ version: String = "1.2.0") -> ReleaseFacts {
        ReleaseFacts(.feature("sample"), version: SemanticVersion(version)!, architecture: "amd64")
    }

    func manifest(_ facts: ReleaseFacts = facts()) throws -> ReleaseManifest { try tree.makeManifest(facts) }
}
