public import HTTP
public import Release
public import TUF

/// Why a release did not come. What was trusted and what is installed stay as they were.
public enum DeliveryError: Error, Equatable, Sendable {
    /// Not a place a repository can be at.
    case address(String)
    /// Metadata was refused, is missing, or cannot be reached.
    case metadata(UpdateFailure)
    /// The repository is in order and has no such thing.
    case absent(String)
    /// An artifact that this role has signed for could not be fetched.
    case artifact(DownloadError, of: String)
    /// An artifact that was fetched whole could not be made into a tree.
    case release(ReleaseFailure)
    /// Another fetch is at work in the folder.
    case busy(folder: String)
    /// It unpacks well and is another release than was promised.
    case otherwise(String)
}

extension DeliveryError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .address(let words): words
        case .metadata(let failure): "\(failure)"
        case .absent(let words): words
        case .artifact(.wrong(let difference, let words), let role): "an artifact of '\(role)' is refused: \(difference.attack): \(words)"
        case .artifact(let error, _): "\(error)"
        case .release(let failure): "\(failure)"
        case .busy(let folder): "\(folder): another fetch is at work in it; wait for its end and try again"
        case .otherwise(let words): words
        }
    }
}

extension DownloadError.Difference {
    /// What it would have done, by the names of the TUF specification (1.5.2).
    fileprivate var attack: String {
        switch self {
        case .longer: "an endless-data attack, or a server that is wrong"
        case .shorter, .content: "an arbitrary-software attack, or damage on its way"
        }
    }
}

extension DeliveryError {
    /// Whether another artifact of the same release may do where this one failed: not if the line, the disk or the caller is why.
    var leavesOtherWays: Bool {
        switch self {
        case .artifact(.later, _), .artifact(.disk, _), .artifact(.cancelled, _), .address, .metadata(.unreachable), .metadata(.store),
            .metadata(.overtaken):
            false
        case .release(.system), .release(.cancelled), .busy: false
        case .artifact, .release, .otherwise, .absent, .metadata: true
        }
    }
}
