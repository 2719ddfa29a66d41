import Testing

@testable import roost

struct ProgressBarTests {
    @Test(arguments: [
        (0, 10, 0, "0 %"), (5, 10, 15, "50 %"), (10, 10, 30, "100 %"), (99, 10, 30, "100 %"), (-1, 10, 0, "0 %"), (0, 0, 30, "100 %"),
    ])
    func `a bar is as full as the work is done`(_ done: Int64, _ total: Int64, _ full: Int, _ words: String) {
        let line = ProgressBar.line("compressing x", done: done, total: total, columns: 80)
        #expect(line.filter { $0 == "█" }.count == full && line.filter { $0 == "░" }.count == 30 - full)
        #expect(line.hasPrefix("compressing x  ") && line.hasSuffix(" \(words)"))
    }

    @Test(arguments: [
        (80, "a stage whose reason is longer than there…  "), (60, "a stage whose reason …  "), (39, "…  ██"), (12, "…  ███████"),
        (1, ""),
    ])
    func `it is never broken into two lines`(_ columns: Int, _ start: String) {
        let doing = "a stage whose reason is longer than there is room for on a terminal"
        let line = ProgressBar.line(doing, done: 9, total: 10, columns: columns)
        #expect(line.count < max(columns, 1) && line.hasPrefix(start), "\(line)")
    }
}
