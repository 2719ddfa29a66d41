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
        let days = Self.days(year, month, day)
        // A day that the month does not have comes back as one of the next month.
        guard day >= 1, Self.date(days).month == month else { return nil }
        secondsSince1970 = days * 86_400 + hour * 3600 + minute * 60 + second
    }

    public var text: ExactText {
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let (days, second) = secondsSince1970.quotientAndRemainderFloored(by: 86_400)
        let date = Self.date(days)
        let time = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }.joined(separator: ":")
        return ExactText("\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))T\(time)Z")
    }

    /// Days since 1970 in the Gregorian calendar, counted in eras of 400 years that begin on 1 March, so that leap days come last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let (era, yearOfEra) = marchYear.quotientAndRemainderFloored(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, day) = (days + 719_468).quotientAndRemainderFloored(by: 146_097)
        let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = (marchMonth + 2) % 12 + 1
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension UTCTime: CustomStringConvertible {
    public var description: String { text.string }
}

extension Int {
    fileprivate func quotientAndRemainderFloored(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
