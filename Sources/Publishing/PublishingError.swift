package import Release

/// Why something could not be published. The repository is as it was.
package enum PublishingError: Error, Equatable, Sendable {
    /// The system refused a call on a file.
    case file(path: String, words: String)
    /// A key cannot be used.
    case key(path: String, problem: KeyProblem)
    /// A role cannot be signed: so many keys are there, so many are needed.
    case keysMissing(role: String, have: Int, need: Int, remedy: String)
    /// A role waits in `path` for the signatures of keys that are elsewhere; until then nothing is published.
    case drafted(role: String, path: String, have: Int, need: Int)
    /// A release cannot be made of a folder, or read from the pool.
    case release(ReleaseFailure)
    /// Another publisher is at work.
    case busy(folder: String)
    /// The repository is not as its signatures say, so nothing is built upon it.
    case broken(words: String, remedy: String = "put it back from a copy")
    /// It may not be, by a rule that `remedy` says how to keep or to break.
    case refused(words: String, remedy: String)
}

extension PublishingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let path, let words): "\(path): \(words)"
        case .key(let path, let problem): "\(path): \(problem.words(path))"
        case .keysMissing(let role, let have, let need, let remedy):
            "\(Self.few(role, have, need)); \(remedy)"
        case .drafted(_, let path, let have, let need) where have >= need:
            "\(path) has the signatures it needs; run roost publish finish"
        case .drafted(let role, let path, let have, let need):
            "\(Self.few(role, have, need)); sign \(path) where the others are, by roost publish sign, bring it back, "
                + "then: roost publish finish"
        case .release(let failure): failure.description
        case .busy(let folder): "another publisher is at work in \(folder); wait until it is done"
        case .broken(let words, let remedy): "the repository is broken, nothing was changed: \(words); \(remedy)"
        case .refused(let words, let remedy): "\(words); \(remedy)"
        }
    }

    private static func few(_ role: String, _ have: Int, _ need: Int) -> String {
        let here = have == 0 ? "none is" : "only \(have) \(have == 1 ? "is" : "are")"
        return "role '\(role)' needs \(need) \(need == 1 ? "key" : "keys") to sign, \(here) here"
    }
}
