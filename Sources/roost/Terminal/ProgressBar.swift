import Glibc

/// How far each stage of a long piece of work has come: a bar on a terminal, in a pipe one plain line as each stage begins.
final class ProgressBar {
    private static let width = 30
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let isInPipes: Bool
    private var stage = ""
    private var shown = ""

    /// Without `inPipes` it is for what mostly takes no time: who reads a log hears nothing of it.
    init(inPipes: Bool = true) { isInPipes = inPipes }

    func show(_ doing: String, done: Int64, total: Int64) {
        if doing != stage, !isTerminal, isInPipes { Output.error(Printable.line(doing)) }
        stage = doing
        guard isTerminal else { return }
        let columns = TerminalSize.of(STDERR_FILENO)?.columns
        let line = Self.line(Printable.line(doing), done: done, total: total, columns: columns ?? TerminalSize.usual.columns)
        guard line != shown else { return }
        shown = line
        Output.errorText("\r\(line)\u{1B}[K")
    }

    /// Gone, as if it had never been. Idempotent.
    func end() {
        if !shown.isEmpty { Output.errorText("\r\u{1B}[K") }
        shown = ""
    }

    /// At most `columns` less one: a line that the terminal breaks could not be taken back.
    static func line(_ doing: String, done: Int64, total: Int64, columns: Int) -> String {
        let part = total > 0 ? Double(min(max(0, done), total)) / Double(total) : 1
        let full = Int((part * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        let end = "  \(bar) \(Int((part * 100).rounded(.down))) %"
        let room = max(0, columns - 1 - end.count)
        let words = doing.count > room ? doing.prefix(max(0, room - 1)) + "…" : doing[...]
        return String((words + end).prefix(max(0, columns - 1)))
    }
}
