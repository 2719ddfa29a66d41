import Foundation
import Testing
import Wire

@Suite struct CivilDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 11, 26, 20_783), (1600, 3, 1, -135_080), (-1, 12, 31, -719_529),
    ])
    func `a day has its number, and a number its day`(_ year: Int, _ month: Int, _ day: Int, _ days: Int) {
        let date = CivilDate(year: year, month: month, day: day)
        #expect(date.days == days && CivilDate(days: days) == date)
    }

    @Test func `it is Foundation's calendar, day after day`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for days in stride(from: 0, through: 80_000, by: 17) {
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(days) * 86_400))
            let date = CivilDate(days: days)
            #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
            #expect(CivilDate.weekday(days: days) + 1 == parts.weekday)
        }
    }

    @Test(arguments: [(2026, 11, 23, "2026-11-23"), (987, 1, 2, "0987-01-02"), (9999, 12, 31, "9999-12-31")])
    func `it is written as RFC 3339 writes it`(_ year: Int, _ month: Int, _ day: Int, _ text: String) {
        #expect(CivilDate(year: year, month: month, day: day).description == text)
    }

    @Test(arguments: [(7, 2, 3), (-7, 2, -4), (-8, 2, -4), (0, 5, 0), (-1, 86_400, -1)])
    func `a floored quotient is rounded down`(_ number: Int, _ divisor: Int, _ quotient: Int) {
        #expect(number.flooredQuotient(by: divisor) == quotient)
    }
}
