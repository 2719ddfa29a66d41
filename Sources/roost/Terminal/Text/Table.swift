/// Rows under titles, as a value; columns are as wide as their widest cell.
struct Table: Equatable {
    struct Column: Equatable {
        let title: String
        var isNumber = false
    }

    struct Cell: Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        let text: String
        var colour: Style.Colour?

        init(_ text: String?, _ colour: Style.Colour? = nil) {
            self.text = Printable.line(text ?? "-")
            self.colour = colour
        }

        init(_ number: some BinaryInteger) { self.init("\(number)") }

        init(stringLiteral value: String) { self.init(value) }
    }

    let columns: [Column]
    var rows: [[Cell]] = []

    /// Numbers are the titles that begin with `#`.
    init(_ titles: String...) {
        columns = titles.map { $0.hasPrefix("#") ? Column(title: String($0.dropFirst()), isNumber: true) : Column(title: $0) }
    }

    /// Lines without line ends; none is longer than `width`, if there is one.
    func lines(width: Int? = nil, style: Style = .plain) -> [String] {
        let widths = columns.indices.map { index in
            ([columns[index].title.count] + rows.map { $0[index].text.count }).max() ?? 0
        }
        let titles = columns.map { Cell($0.title, .bold) }
        return ([titles] + rows).map { line($0, widths, limit: width, style) }
    }

    private func line(_ cells: [Cell], _ widths: [Int], limit: Int?, _ style: Style) -> String {
        var line = ""
        var length = 0
        for (index, cell) in cells.enumerated() {
            var text = pad(cell.text, to: widths[index], isNumber: columns[index].isNumber, isLast: index == cells.count - 1)
            if index > 0 { text = "  " + text }
            if let limit { text = String(text.prefix(max(0, limit - length))) }
            length += text.count
            line += style.paint(text, cell.colour)
        }
        return style.isColoured ? line : line.trimmingEnd()
    }

    private func pad(_ text: String, to width: Int, isNumber: Bool, isLast: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isNumber ? blanks + text : isLast ? text : text + blanks
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
