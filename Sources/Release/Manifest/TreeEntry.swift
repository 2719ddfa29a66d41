public import Trust

/// A file or a symbolic link of a release. Folders are those on the way to one; there are no empty ones.
public struct TreeEntry: Hashable, Sendable {
    static let maximumFileSize: Int64 = 1 << 30

    public let path: TreePath
    public let content: Content

    public enum Content: Hashable, Sendable {
        /// `mode`: permissions, without set-user-id and its like.
        case file(mode: UInt32, size: Int64, digest: Digest)
        /// A relative target that stays within the release.
        case link(target: String)
    }

    /// Of a link: none.
    public var size: Int64 {
        if case .file(_, let size, _) = content { size } else { 0 }
    }

    /// Of a link: none.
    var digest: Digest? {
        if case .file(_, _, let digest) = content { digest } else { nil }
    }

    /// Why a link from `path` to there is refused, or nil.
    ///
    /// `..` may come only first: behind a name, that name could be a link itself.
    static func flaw(inLink target: String, from path: TreePath) -> String? {
        if target.isEmpty { return "a symbolic link to nowhere" }
        let names = target.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let ups = names.prefix { $0.elementsEqual("..".utf8) }.count
        guard target.utf8.first != UInt8(ascii: "/"), ups < path.names.count else {
            return "a symbolic link that leaves the release; replace it by a copy"
        }
        let rest = names.dropFirst(ups)
        if rest.isEmpty { return nil }
        let text = rest.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        return TreePath.flaw(in: text).map { "a symbolic link to \($0)" }
    }
}
