import Contracts

/// What one criterion says: its verdict, and why in plain words.
struct Finding: Equatable {
    var verdict: Verdict
    var reason: String

    enum Verdict: Equatable {
        case pass
        /// Until then; nil: until something else changes.
        case wait(until: Double?)
        case refuse

        var word: ChannelsContract.Verdict {
            switch self {
            case .pass: .pass
            case .wait: .wait
            case .refuse: .refuse
            }
        }
    }

    static func pass(_ reason: String) -> Finding { Finding(verdict: .pass, reason: reason) }
    static func wait(until: Double?, _ reason: String) -> Finding { Finding(verdict: .wait(until: until), reason: reason) }
    static func refuse(_ reason: String) -> Finding { Finding(verdict: .refuse, reason: reason) }

    /// It would wait, but for who must not.
    func unless(_ haste: String?) -> Finding {
        guard let haste, case .wait = verdict else { return self }
        return .pass("\(reason); \(haste)")
    }
}
