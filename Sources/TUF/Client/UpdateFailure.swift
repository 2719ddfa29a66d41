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
        case .missing(let url): "the repository has no \(url)"
        case .unreachable(let url, let words): "cannot fetch \(url): \(words)"
        case .store(let failure): "\(failure)"
        case .overtaken(let folder): "\(folder): other clients have gone on changing what is trusted here; try again when they are done"
        }
    }
}
