import Testing

@testable import Manifests

@Suite struct CronExpressionTests {
    private func days(_ text: String, month: Int = 6) throws -> [Int] {
        let cron = try #require(CronExpression(text))
        // A month that begins on a Monday.
        return (1...30).filter { cron.matches(month: month, day: $0, weekday: $0 % 7) }
    }

    @Test(arguments: [
        ("30 2 * * *", [150]), ("0,30 2-3 * * *", [120, 150, 180, 210]), ("*/20 0 * * *", [0, 20, 40]), ("0-59/30 23 * * *", [1380, 1410]),
        ("10-20/5,59 0 * * *", [10, 15, 20, 59]),
    ])
    func `times of a day are those of crontab`(_ text: String, _ minutes: [Int]) throws {
        #expect(try #require(CronExpression(text)).minutesOfDay == minutes)
    }

    @Test func `days match by month, and by either field if both are restricted`() throws {
        #expect(try days("0 0 * * *").count == 30)
        #expect(try days("0 0 1,15 * *") == [1, 15])
        #expect(try days("0 0 * * 6,0") == [6, 7, 13, 14, 20, 21, 27, 28])
        #expect(try days("0 0 * * 7") == [7, 14, 21, 28], "Sunday has two numbers")
        #expect(try days("0 0 2 * 7") == [2, 7, 14, 21, 28])
        #expect(try days("0 0 */10 * 1") == [1], "a star restricts nothing, with a step it still begins with one")
        #expect(try days("0 0 * 1-5 *") == [])
    }

    @Test(arguments: [
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *",
        "5/2 * * * *", "-1 * * * *", "a * * * *", "* * * JAN *", ", * * * *", "1,,2 * * * *", "1- * * * *", "*/ * * * *", "+1 * * * *",
        "111 * * * *", "@daily",
    ])
    func `anything else is refused`(_ text: String) { #expect(CronExpression(text) == nil) }

    @Test func `a text without end is refused`() {
        #expect(CronExpression(Array(repeating: "1", count: 200).joined(separator: ",") + " * * * *") == nil)
    }
}
