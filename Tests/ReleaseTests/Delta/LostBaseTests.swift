import Glibc
import Support
import Testing

@testable import Release

/// An installed tree that is no more what its `release.json` says. That is never the new release's end: the full artifact does without it.
struct LostBaseTests {
    private let pair: TreePair

    init() throws {
        let (old, new) = (DeltaArtifactTests.program(1, version: 1), DeltaArtifactTests.program(1, version: 2))
        pair = try TreePair(["bin/prog": old, "lib/same": [1, 2, 3]], ["bin/prog": new, "lib/same": [1, 2, 3]])
    }

    private func isOfSystem(_ failure: ReleaseFailure?) -> Bool {
        if case .system = failure { true } else { false }
    }

    /// A file that is patched and one that is kept, each in every way that a file can be lost; then the tree itself.
    @Test(arguments: ["bin/prog", "lib/same", "bin", "lib", "release.json", "."], ["nothing", "a link", "a file", "a folder", "a pipe"])
    func `whatever is in a file's place, it is the tree's fault and not the system's`(_ name: String, _ now: String) throws {
        let path = name == "." ? pair.base.path : "\(pair.base.path)/\(name)"
        try called(rename(path, pair.folder.path("aside")), "rename")
        switch now {
        case "a link": try called(symlink("nowhere", path), "symlink")
        case "a file": try TestFiles.write([], to: path)
        case "a folder": try called(mkdir(path, 0o755), "mkdir")
        case "a pipe": try called(mkfifo(path, 0o644), "mkfifo")
        default: break
        }
        let failure = #expect(throws: ReleaseFailure.self) { try pair.flawsAfterApplying() }
        #expect(failure != nil && !isOfSystem(failure), "\(failure as Any)")
    }

    @Test func `a path is said once`() throws {
        try called(unlink("\(pair.base.path)/bin/prog"), "unlink")
        let failure = #expect(throws: ReleaseFailure.self) { try pair.flawsAfterApplying() }
        #expect(failure.map { "\($0)" } == "\(pair.base.path)/bin/prog: cannot open it: No such file or directory")
    }

    @Test func `so it is when a recipe names what the tree never had`() throws {
        let header = try pair.header
        let (path, streams) = (pair.folder.path("badly made"), [[UInt8](), []])
        let parts = header.parts.map { _ in DeltaPart.kept(TreePath("never/there")!) }
        let delta = DeltaHeader(fromVersion: header.fromVersion, fromTree: header.fromTree, manifest: header.manifest, parts: parts)
        _ = try DeltaArtifact.write(delta, streams, to: path)
        let failure = #expect(throws: ReleaseFailure.self) {
            try DeltaArtifact.apply(path, to: pair.base, into: pair.folder.path("out"))
        }
        #expect(failure != nil && !isOfSystem(failure), "\(failure as Any)")
    }

    @Test func `what the system refuses to the new tree or of the delta stays the system's`() throws {
        #expect(throws: ReleaseFailure.system(code: ENOENT, doing: "make", path: pair.folder.path("no/out"))) {
            try pair.flawsAfterApplying(into: "no/out")
        }
        try called(unlink(pair.deltaPath), "unlink")
        #expect(throws: ReleaseFailure.system(code: ENOENT, doing: "open", path: pair.deltaPath)) { try pair.flawsAfterApplying() }
    }
}
