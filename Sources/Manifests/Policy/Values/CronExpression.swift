/// Five fields of crontab(5): minute, hour, day of the month, month, day of the week; numbers, `*`, lists, ranges and steps.
///
/// As there, a day matches by either of its two fields if both are restricted; 7 is Sunday too. Names are not read.
public struct CronExpression: Equatable, Sendable {
    /// As it was written.
    public let text: String
    private let fields: [UInt64]
    private let isEitherDay: Bool

    private static let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]

    public init?(_ text: String) {
        guard text.utf8.count <= 256 else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == Self.ranges.count else { return nil }
        var fields: [UInt64] = []
        for (word, range) in zip(words, Self.ranges) {
            guard let set = Self.set(word, in: range) else { return nil }
            fields.append(set)
        }
        if fields[4] & (1 << 7) != 0 { fields[4] |= 1 }
        self.text = text
        self.fields = fields
        isEitherDay = words[2].first != "*" && words[4].first != "*"
    }

    /// Of a day in the calendar; Sunday is 0.
    public func matches(month: Int, day: Int, weekday: Int) -> Bool {
        guard has(3, month) else { return false }
        return isEitherDay ? has(2, day) || has(4, weekday) : has(2, day) && has(4, weekday)
    }

    /// Of each matching day, in their order.
    public var minutesOfDay: [Int] {
        (0...23).filter { has(1, $0) }.flatMap { hour in (0...59).filter { has(0, $0) }.map { hour * 60 + $0 } }
    }

    private func has(_ field: Int, _ number: Int) -> Bool { number >= 0 && number < 64 && fields[field] & (1 << UInt64(number)) != 0 }

    private static func set(_ word: Substring, in range: ClosedRange<Int>) -> UInt64? {
        var set: UInt64 = 0
        for part in word.split(separator: ",", omittingEmptySubsequences: false) {
            guard let numbers = numbers(part, in: range) else { return nil }
            for number in numbers { set |= 1 << UInt64(number) }
        }
        return set
    }

    /// `*`, `N`, `N-M`, each of the ranges with `/STEP`.
    private static func numbers(_ part: Substring, in range: ClosedRange<Int>) -> [Int]? {
        let halves = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bounds = bounds(halves[0], in: range) else { return nil }
        guard halves.count == 2 else { return Array(bounds) }
        guard bounds.count > 1, let step = number(halves[1]), (1...59).contains(step) else { return nil }
        return Array(stride(from: bounds.lowerBound, through: bounds.upperBound, by: step))
    }

    private static func bounds(_ text: Substring, in range: ClosedRange<Int>) -> ClosedRange<Int>? {
        // A week has seven days, not the eight that Sunday's two numbers would make.
        if text == "*" { return range == 0...7 ? 0...6 : range }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = number(ends[0]), let last = number(ends[ends.count - 1]) else { return nil }
        guard first <= last, range.contains(first), range.contains(last) else { return nil }
        return first...last
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
