/// Is a maintenance window open?
enum WindowCriterion: Criterion {
    static let name = "window"

    static func judge(_ question: Question) -> Finding {
        finding(question).unless(question.haste)
    }

    private static func finding(_ question: Question) -> Finding {
        guard !question.windows.isEmpty else { return .pass("any time is good") }
        let known = question.windows.compactMap(\.window)
        guard let now = Int(exactly: question.now.rounded()) else { return .wait(until: nil, "the clock cannot be right") }
        if let end = known.compactMap({ $0.closes(at: now) }).max() {
            return .pass("a maintenance window is open for \((end - now + 59) / 60) more minutes")
        }
        let strange = question.windows.filter { $0.window == nil }.map(\.name)
        let note =
            strange.isEmpty
            ? "" : "; this machine does not know the time zone \(strange.joined(separator: ", ")) (write it as EST5EDT,M3.2.0,M11.1.0)"
        guard let next = known.compactMap({ $0.opens(after: now) }).min() else {
            return .wait(until: nil, "no maintenance window ever opens\(note)")
        }
        return .wait(until: Double(next), "outside the maintenance windows; the next one opens in \(span(next - now))\(note)")
    }

    private static func span(_ seconds: Int) -> String {
        let minutes = (seconds + 59) / 60
        if minutes < 120 { return "\(minutes) minutes" }
        return minutes < 2880 ? "\(minutes / 60) hours" : "\(minutes / 1440) days"
    }
}
