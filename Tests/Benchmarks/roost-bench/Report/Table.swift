/// Rows of text as Markdown, its columns aligned.
struct Table {
    private var rows: [[String]]

    init(_ head: [String]) {
        rows = [head]
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    func show(_ title: String) {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        say("\n\(title)\n\n")
        for (index, row) in rows.enumerated() {
            let cells = row.indices.map { padded(row[$0], to: widths[$0], left: $0 == 0) }
            say("| " + cells.joined(separator: " | ") + " |\n")
            if index == 0 { say("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|\n") }
        }
    }

    private func padded(_ text: String, to width: Int, left: Bool) -> String {
        let blanks = String(repeating: " ", count: width - text.count)
        return left ? text + blanks : blanks + text
    }
}
