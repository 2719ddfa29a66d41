import Glibc

/// Columns and rows of a terminal.
struct TerminalSize: Equatable {
    let columns: Int
    let rows: Int

    /// Of a terminal that does not say.
    static let usual = TerminalSize(columns: 80, rows: 24)

    static var ofOutput: TerminalSize? { of(STDOUT_FILENO) }

    /// Nil where it is no terminal. (TIOCGWINSZ)
    static func of(_ descriptor: Int32) -> TerminalSize? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        guard size.ws_col > 0, size.ws_row > 0 else { return usual }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
