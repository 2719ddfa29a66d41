import Glibc

/// What is being done, said on a terminal while one waits, and gone afterwards.
struct Progress {
    private let isShown: Bool

    init(_ text: String) {
        isShown = isatty(STDERR_FILENO) == 1 && Output.isTerminal
        if isShown { Output.errorText("\(Printable.line(text)) …") }
    }

    /// Idempotent.
    func end() {
        if isShown { Output.errorText("\r\u{1B}[K") }
    }
}
