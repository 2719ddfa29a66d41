/// What `roost top` shows on a terminal: its last whole frame, without colours.
struct TopScreen {
    let lines: [String]

    /// Nil as long as there is none.
    init?(_ text: String) {
        // A frame begins at the upper left corner and ends by clearing what is below.
        guard let end = text.ranges(of: "\u{1B}[J").last?.lowerBound,
            let start = text[..<end].ranges(of: "\u{1B}[H").last?.upperBound
        else { return nil }
        let frame = String(text[start..<end].unicodeScalars.filter { $0 != "\r" })
        lines = frame.split(separator: "\n", omittingEmptySubsequences: false).map(Self.plain)
    }

    /// The words of a feature's row, or none.
    func row(_ id: String) -> [Substring] {
        lines.map { $0.split(separator: " ") }.first { $0.first == Substring(id) } ?? []
    }

    private static func plain(_ line: Substring) -> String {
        let parts = line.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
        return String(parts[0]) + parts.dropFirst().map { $0.drop { !$0.isLetter }.dropFirst() }.joined()
    }
}
