import Contracts

/// A release that somebody said there is, and of which nothing has come yet. Of what it says nothing is believed: it is looked for.
struct Offer: Codable, Equatable {
    var look: Look
    /// Seconds since 1970.
    var since: Double

    /// Nobody means it any more. One that came while the clock was years behind looks as old; it is offered again, or found by a look.
    static let longest: Double = 30 * 86_400

    func isExpired(at now: Double) -> Bool { now - since > Self.longest }

    var words: String { "\(look.ids.joined(separator: ", ")) \(look.version ?? "")" }
}

extension Look {
    /// Whether that end is the end of what was offered: one that was put off goes on waiting.
    func isSettled(by ending: Ending) -> Bool {
        guard ending.report.end != UpdateContract.End.deferred.rawValue else { return false }
        return ending.report.targets.contains { ids == [$0.id] && version == $0.to }
    }
}
