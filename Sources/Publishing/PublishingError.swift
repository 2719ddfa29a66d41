package import Release

/// Why something could not be published. The repository is as it was.
package enum PublishingError: Error, Equatable, Sendable {
    /// The system refused a call on a file.
    case file(path: String, words: String)
    /// A key cannot be used.
    case key(path: String, problem: KeyProblem)
    /// A role cannot be signed: so many keys are there, so many are needed.
    case keysMissing(role: String, have: Int, need: Int, remedy: String)
    /// A release cannot be made of a folder, or read from the pool.
    case release(ReleaseFailure)
    /// Another publisher is at work.
    case busy(folder: String)
    /// The repository is not as its signatures say, so nothing is built upon it.
    case broken(words: String)
    /// It may not be, by a rule that `remedy` says how to keep or to break.
    case refused(words: String, remedy: String)
}

extension PublishingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let path, let words): "\(path): \(words)"
        case .key(let path, let problem): "\(path): \(problem.words(path))"
        case .keysMissing(let role, let have, let need, let remedy):
            "role '\(role)' needs \(need) \(need == 1 ? "key" : "keys") to sign, \(have == 0 ? "none is" : "only \(have) \(have == 1 ? "is" : "are")") here; \(remedy)"
        case .release(let failure): failure.description
        case .busy(let folder): "another publisher is at work in \(folder); wait until it is done"
        case .broken(let words): "the repository is broken, nothing was changed: \(words)"
        case .refused(let words, let remedy): "\(words); \(remedy)"
        }
    }
}
