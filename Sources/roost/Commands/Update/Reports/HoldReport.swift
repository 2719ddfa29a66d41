import Contracts

/// Holds as text.
enum HoldReport {
    static func print(_ answer: Answer, asJSON: Bool) throws {
        guard !asJSON else { return Output.line(answer.text) }
        let holds: UpdateContract.Holds = try answer.read()
        lines(holds.holds, width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }

    static func lines(_ holds: [UpdateContract.Hold], width: Int?, style: Style) -> [String] {
        guard !holds.isEmpty else { return ["Nothing is held."] }
        var table = Table("HELD", "UNTIL", "HOTFIXES", "SINCE", "REASON")
        table.rows = holds.map { hold in
            let isAbsolute = hold.absolute ?? false
            return [
                Table.Cell(hold.id ?? "everything"),
                Table.Cell(hold.until.map(UnixTime.text) ?? (isAbsolute ? "lifted" : "lifted, or longest-hold of policy.toml")),
                Table.Cell(isAbsolute ? "wait too" : "get through", isAbsolute ? .yellow : nil),
                Table.Cell(hold.since.map(UnixTime.text)), Table.Cell(hold.reason ?? ""),
            ]
        }
        return table.lines(width: width, style: style)
    }
}
