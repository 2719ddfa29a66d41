import Glibc
public import Trust

/// Why a release could not be made, read, or put in its place.
public enum ReleaseFailure: Error, Equatable, Sendable {
    /// `release.json` breaks a rule, there.
    case manifest(place: String, why: String)
    /// A folder, or what is in it, is not what a release may be or is said to be.
    case tree(path: String, why: String)
    /// An artifact is damaged, or made to do harm.
    case artifact(place: String, why: String)
    /// A delta starts from another tree than the one that is installed: the full artifact is the way.
    case base(wanted: Digest, found: Digest)
    /// The system's refusal of a call: its error number, what was being done, and to what.
    case system(code: Int32, doing: String, path: String)
    /// Whoever watched the progress said so.
    case cancelled
}

extension ReleaseFailure: CustomStringConvertible {
    /// The last call's error number. (errno)
    static func last(_ doing: String, _ path: String) -> ReleaseFailure { .system(code: errno, doing: doing, path: path) }

    public var isDiskFull: Bool {
        if case .system(let code, _, _) = self { code == ENOSPC || code == EDQUOT } else { false }
    }

    public var description: String {
        switch self {
        case .manifest(let place, let why): "release.json, \(place): \(why)"
        case .tree(let path, let why): "\(path): \(why)"
        case .artifact(let place, let why): "\(place): \(why)"
        case .base(let wanted, let found): "the delta starts from the tree \(wanted), but \(found) is installed; take the full artifact"
        case .system(let code, let doing, let path):
            "cannot \(doing) \(path): \(String(cString: strerror(code)))\(isDiskFull ? "; make room and try again" : "")"
        case .cancelled: "cancelled"
        }
    }
}
