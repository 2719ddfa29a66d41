import Contracts

/// The report plugin's answers as text.
enum SinkReport {
    static func lines(_ list: ReportContract.List, width: Int?, style: Style) -> [String] {
        var table = Table("SINK", "KIND", "#WAITING", "#DELIVERED", "#DROPPED", "TRIED AGAIN", "PROBLEM")
        table.rows = list.sinks.map { sink in
            [
                Table.Cell(sink.name), Table.Cell(sink.kind), Table.Cell(sink.waiting), Table.Cell(sink.delivered),
                Table.Cell("\(sink.dropped)", sink.dropped > 0 ? .red : nil), Table.Cell(sink.next.map(UnixTime.text) ?? ""),
                Table.Cell(sink.problem ?? "", .red),
            ]
        }
        let problem = list.problem.map { [Printable.line("\($0). Until then the sinks stay as they are."), ""] } ?? []
        return problem + table.lines(width: width, style: style)
    }

    static func lines(_ tested: ReportContract.Tested, width: Int?, style: Style) -> [String] {
        var table = Table("SINK", "RESULT", "DETAIL")
        table.rows = tested.results.map { result in
            [
                Table.Cell(result.sink), result.ok ? Table.Cell("delivered", .green) : Table.Cell("failed", .red),
                Table.Cell(result.ok ? "" : result.detail),
            ]
        }
        return table.lines(width: width, style: style)
    }
}
