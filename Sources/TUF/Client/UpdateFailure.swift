/// Why a refresh or a search ended. What was trusted before stays trusted.
public enum UpdateFailure: Error, Hashable, Sendable {
    /// The repository is wrong, or somebody is on the way to it.
    case refused(Refusal)
    /// The repository does not have a file that its own metadata names.
    case missing(url: String)
    case unreachable(url: String, words: String)
    case store(StoreFailure)
    /// Other clients of the same store went on changing it.
    case overtaken(folder: String)
}

extension UpdateFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .missing(let url): "the repository has no \(Self.shown(url))"
        case .unreachable(let url, let words): "cannot fetch \(Self.shown(url)): \(words)"
        case .store(let failure): "\(failure)"
        case .overtaken(let folder): "\(folder): other clients have gone on changing what is trusted here; try again when they are done"
        }
    }

    /// Without the user and the password that a URL may have. (RFC 3986 §3.2.1)
    private static func shown(_ url: String) -> Substring {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8),
            !bytes[..<colon].contains(UInt8(ascii: "/"))
        else { return url[...] }
        let start = bytes.index(colon, offsetBy: 3)
        let authority = bytes[start...].prefix { !"/?#".utf8.contains($0) }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return url[...] }
        return url[..<start] + url[bytes.index(after: at)...]
    }
}
