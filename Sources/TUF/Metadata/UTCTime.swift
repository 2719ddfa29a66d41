import Wire

/// A moment in whole seconds of UTC, as metadata writes it: `2030-01-31T12:00:00Z`.
public struct UTCTime: Hashable, Comparable, Sendable {
    /// Since 1970, without leap seconds.
    public var secondsSince1970: Int

    public init(secondsSince1970 seconds: Int) { secondsSince1970 = seconds }

    public static func < (one: Self, other: Self) -> Bool { one.secondsSince1970 < other.secondsSince1970 }

    public func advanced(bySeconds seconds: Int) -> UTCTime { UTCTime(secondsSince1970: secondsSince1970 + seconds) }
}

extension UTCTime {
    /// Nil for any other form, and for dates that no calendar has.
    public init?(_ text: ExactText) {
        let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
        guard text.utf8.count == form.count else { return nil }
        for (byte, wanted) in zip(text.utf8, form) {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard wanted == UInt8(ascii: "d") ? isDigit : byte == wanted else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { text.utf8[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard year >= 1, (1...12).contains(month), hour < 24, minute < 60, second < 60 else { return nil }
        let days = CivilDate(year: year, month: month, day: day).days
        // A day that the month does not have comes back as one of the next month.
        guard day >= 1, CivilDate(days: days).month == month else { return nil }
        secondsSince1970 = days * 86_400 + hour * 3600 + minute * 60 + second
    }

    public var text: ExactText {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = secondsSince1970.flooredQuotient(by: 86_400)
        let (date, second) = (CivilDate(days: days), secondsSince1970 - days * 86_400)
        let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        return ExactText("\(date)T\(time)Z")
    }
}

extension UTCTime: CustomStringConvertible {
    public var description: String { text.string }
}
