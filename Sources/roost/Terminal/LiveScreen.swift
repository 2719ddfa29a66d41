import Glibc
import Launch

/// The whole terminal, drawn anew again and again, until a key is pressed.
///
/// The terminal is given back as it was by ``close()``, also after a signal that asks the program to end.
final class LiveScreen {
    enum Event: Equatable {
        case quit, resized, timeOut
    }

    private let before: termios
    private let signals: Int32
    private var isOpen = true

    /// Nil where input or output is no terminal. (tcsetattr, signalfd)
    init?() {
        var settings = termios()
        guard Output.isTerminal, tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        before = settings
        // No echo, no lines; Ctrl-C and Ctrl-Z come as keys.
        settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        signals = LinuxCall.descriptor(of: [SIGTERM, SIGHUP, SIGINT, SIGWINCH])
        Output.text("\u{1B}[?1049h\u{1B}[?25l")
    }

    /// As many lines as fit, none wider than the terminal.
    func draw(_ lines: [String]) {
        let body = lines.map { "\($0)\u{1B}[K" }.joined(separator: "\r\n")
        Output.text("\u{1B}[H\(body)\u{1B}[J")
    }

    /// Waits for a key, a signal or the time. (poll)
    func wait(milliseconds: Int32) -> Event {
        var entries = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0)]
        guard poll(&entries, 2, milliseconds) > 0 else { return .timeOut }
        if entries[1].revents != 0 { return readSignal() == UInt32(SIGWINCH) ? .resized : .quit }
        return readKey()
    }

    /// Idempotent.
    func close() {
        guard isOpen else { return }
        isOpen = false
        Output.text("\u{1B}[?25h\u{1B}[?1049l")
        var settings = before
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        Glibc.close(signals)
    }

    /// `q`, Ctrl-C, Ctrl-D and the terminal's end quit; every other key draws at once.
    private func readKey() -> Event {
        var keys = [UInt8](repeating: 0, count: 64)
        let count = read(STDIN_FILENO, &keys, keys.count)
        guard count > 0 else { return .quit }
        return keys[..<count].contains { [UInt8(ascii: "q"), UInt8(ascii: "Q"), 3, 4].contains($0) } ? .quit : .resized
    }

    /// The number a `signalfd_siginfo` begins with.
    private func readSignal() -> UInt32 {
        var info = [UInt32](repeating: 0, count: 32)
        let count = read(signals, &info, 128)
        return count == 128 ? info[0] : 0
    }
}
