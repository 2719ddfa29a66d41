import PluginKit

/// How many notices each feature may have reported: a few at once, then one a minute. A flood of one must neither wear the disk nor push
/// the reports of others out.
///
/// A value without clock; times are seconds of the boot-time clock.
struct NoticeBudget: Equatable {
    static let burst = 20.0
    static let perSecond = 1.0 / 60
    /// More features than a host has, for who invents names.
    static let most = 1024

    private struct Account: Equatable {
        var left: Double
        var at: Double
        var dropped = 0
    }

    private var accounts: [String: Account] = [:]

    enum Verdict: Equatable {
        /// After so many that were dropped.
        case tell(afterDropped: Int)
        case drop
    }

    mutating func spend(_ owner: String, at now: Double) -> Verdict {
        let owner = accounts.count < Self.most || accounts[owner] != nil ? owner : ""
        var account = accounts[owner] ?? Account(left: Self.burst, at: now)
        account.left = min(Self.burst, account.left + max(0, now - account.at) * Self.perSecond)
        account.at = now
        defer { accounts[owner] = account }
        guard account.left >= 1 else {
            account.dropped += 1
            return .drop
        }
        account.left -= 1
        defer { account.dropped = 0 }
        return .tell(afterDropped: account.dropped)
    }
}
