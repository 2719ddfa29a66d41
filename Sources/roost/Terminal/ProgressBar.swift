import Glibc

/// How far each stage of a long piece of work has come: a bar on a terminal, in a pipe one plain line as each stage begins.
final class ProgressBar {
    private static let width = 30
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var stage = ""
    private var shown = ""

    func show(_ doing: String, done: Int64, total: Int64) {
        if doing != stage, !isTerminal { Output.error(Printable.line(doing)) }
        stage = doing
        guard isTerminal else { return }
        let line = Self.line(Printable.line(doing), done: done, total: total)
        guard line != shown else { return }
        shown = line
        Output.errorText("\r\(line)\u{1B}[K")
    }

    /// Gone, as if it had never been. Idempotent.
    func end() {
        if !shown.isEmpty { Output.errorText("\r\u{1B}[K") }
        shown = ""
    }

    static func line(_ doing: String, done: Int64, total: Int64) -> String {
        let part = total > 0 ? Double(min(max(0, done), total)) / Double(total) : 1
        let full = Int((part * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        return "\(doing)  \(bar) \(Int((part * 100).rounded(.down))) %"
    }
}
