/// What metadata that is refused would have done, by the names of the TUF specification (1.5.2).
public enum Attack: Hashable, Sendable {
    /// It cannot be read, or is of another type or a later specification; no attack that can be told from damage.
    case unreadable(MetadataError)
    /// Too few of those who must sign have: arbitrary software, or keys that were stolen or revoked.
    case wrongSigners(valid: Int, threshold: Int)
    /// A version below one that was trusted already; nil: the role is gone from the snapshot. `of` may be another role than the refused.
    case rollback(of: ExactText, from: Int, to: Int?)
    /// The next root is not the next version: a client would never see the roots, and the revocations, between.
    case skippedRoot(expected: Int, found: Int)
    /// Parts that do not belong together: it is not the file that was vouched for.
    case mixAndMatch(Mismatch)
    /// It is old, and whatever is newer is being withheld.
    case freeze(expired: UTCTime, now: UTCTime)
    /// More bytes than were vouched for, or than any such file may have.
    case endlessData(limit: Int)
    /// More to be asked or compared for one target than anybody needs.
    case endlessDelegations(Excess)

    public enum Mismatch: Hashable, Sendable {
        case version(expected: Int, found: Int)
        case length(expected: Int, found: Int)
        case digest
        /// It is delegated to, but not part of the snapshot.
        case notInSnapshot
    }

    public enum Excess: Hashable, Sendable {
        case roles(limit: Int)
        /// Patterns of paths, by what comparing a path with them may take.
        case matching(limit: Int)
    }
}

extension Attack: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let error): "\(error)"
        case .wrongSigners(let valid, let threshold):
            "an arbitrary-software attack by wrong signers, or by a key that is not valid any more: "
                + "signed by \(valid) of those who may sign it, and \(threshold) must"
        case .rollback(let role, let from, let to):
            "a rollback attack: \(role) was at version \(from) and would \(to.map { "go back to \($0)" } ?? "be gone")"
        case .skippedRoot(let expected, let found):
            "version \(found) where \(expected) must follow: a rollback or fast-forward attack by a skipped root"
        case .mixAndMatch(let mismatch): "a mix-and-match attack: \(mismatch)"
        case .freeze(let expired, let now): "a freeze attack, or a publisher that is late: it expired at \(expired), and now is \(now)"
        case .endlessData(let limit): "an endless-data attack: more than \(limit) bytes"
        case .endlessDelegations(let excess): "an endless-delegations attack: \(excess) for one target"
        }
    }
}

extension Attack.Mismatch: CustomStringConvertible {
    public var description: String {
        switch self {
        case .version(let expected, let found): "version \(expected) is vouched for, this is \(found)"
        case .length(let expected, let found): "\(expected) bytes are vouched for, these are \(found)"
        case .digest: "its digest is not the one that is vouched for"
        case .notInSnapshot: "the snapshot does not hold it"
        }
    }
}

extension Attack.Excess: CustomStringConvertible {
    public var description: String {
        switch self {
        case .roles(let limit): "more than \(limit)"
        case .matching(let limit): "patterns that may take more than \(limit) steps to compare"
        }
    }
}
