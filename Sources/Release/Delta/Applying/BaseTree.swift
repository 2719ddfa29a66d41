import Trust

/// The installed tree that a delta starts from. It is only read.
///
/// It may have suffered since it came: whatever the system refuses of it is told as a flaw of the tree. The full artifact does without it,
/// while what is refused to the new tree would be refused again.
struct BaseTree {
    private let tree: OpenTree

    /// If it is the one with that digest, by its `release.json`.
    init(_ base: ReleaseTree, _ wanted: Digest) throws(ReleaseFailure) {
        let found = try ReleaseFailure.ofTree { () throws(ReleaseFailure) in try base.manifest().treeDigest }
        guard found == wanted else { throw .base(wanted: wanted, found: found) }
        tree = try ReleaseFailure.ofTree { () throws(ReleaseFailure) in try OpenTree(base.path) }
    }

    func file(_ path: TreePath) throws(ReleaseFailure) -> BaseFile {
        try ReleaseFailure.ofTree { () throws(ReleaseFailure) in BaseFile(try tree.file(path)) }
    }
}
