package import Manifests
package import TUF

extension Cadence {
    /// Whether two moments lie in the same day, week, month or quarter, in UTC; a week begins on Monday.
    package func isSamePeriod(_ one: UTCTime, _ other: UTCTime) -> Bool {
        switch self {
        case .asNeeded: false
        case .daily: Self.day(one) == Self.day(other)
        case .weekly: Self.week(one) == Self.week(other)
        case .monthly: Self.month(one) == Self.month(other)
        case .quarterly: Self.month(one) / 3 == Self.month(other) / 3
        }
    }

    /// When there may be only one.
    var period: String {
        switch self {
        case .asNeeded: "at any time"
        case .daily: "today"
        case .weekly: "this week"
        case .monthly: "this month"
        case .quarterly: "this quarter"
        }
    }

    private static func day(_ time: UTCTime) -> Int { time.secondsSince1970 / 86_400 }

    /// 1970 began on a Thursday.
    private static func week(_ time: UTCTime) -> Int { (day(time) + 3) / 7 }

    /// Months since the year 0, from `2030-01-31T12:00:00Z`.
    private static func month(_ time: UTCTime) -> Int {
        let digits = time.text.utf8.map { Int($0) - 48 }
        return digits[0..<4].reduce(0) { $0 * 10 + $1 } * 12 + digits[5] * 10 + digits[6] - 1
    }
}
