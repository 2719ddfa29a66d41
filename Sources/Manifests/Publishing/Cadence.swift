import Wire

/// How often a channel takes a new release.
public enum Cadence: String, CaseIterable, Sendable {
    case daily, weekly, monthly, quarterly
    case asNeeded = "as-needed"

    /// Of a channel, unless its publisher says otherwise. (DESIGN 12)
    public init(ofChannel name: String) {
        self = PublishingConfiguration.Channel.usual.first { $0.name == name }?.cadence ?? .asNeeded
    }

    /// From when on the next release can be expected after one of this time, both in seconds since 1970: from the beginning of the
    /// next day, week, month or quarter in UTC. Nil if there is no telling.
    public func next(after time: Int) -> Int? {
        let today = time.flooredQuotient(by: 86_400)
        switch self {
        case .asNeeded: return nil
        case .daily: return (today + 1) * 86_400
        // A week begins on Monday.
        case .weekly: return (today + 7 - (CivilDate.weekday(days: today) + 6) % 7) * 86_400
        case .monthly: return Self.month(after: today, of: 1)
        case .quarterly: return Self.month(after: today, of: 3)
        }
    }

    private static func month(after day: Int, of count: Int) -> Int {
        let date = CivilDate(days: day)
        let next = (date.month - 1) / count * count + count
        return CivilDate(year: date.year + next / 12, month: next % 12 + 1, day: 1).days * 86_400
    }
}
