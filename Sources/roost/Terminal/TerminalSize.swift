import Glibc

/// Columns and rows of the terminal that standard output goes to.
struct TerminalSize: Equatable {
    let columns: Int
    let rows: Int

    /// Of a terminal that does not say.
    static let usual = TerminalSize(columns: 80, rows: 24)

    /// Nil where output is no terminal. (TIOCGWINSZ)
    static var ofOutput: TerminalSize? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        guard size.ws_col > 0, size.ws_row > 0 else { return usual }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
