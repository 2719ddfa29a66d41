import Glibc
import Launch
import Trust

/// A question on the controlling terminal whose answer is not shown.
///
/// The terminal is given back as it was, also after a signal that asks the program to end.
final class SilentPrompt {
    private let terminal: Int32
    private let before: termios
    private let signals: Int32
    private let mask: sigset_t

    /// Nil where there is no terminal. (tcsetattr, signalfd)
    init?() {
        terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        var settings = termios()
        guard terminal >= 0, tcgetattr(terminal, &settings) == 0 else {
            if terminal >= 0 { close(terminal) }
            return nil
        }
        before = settings
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        self.mask = mask
        signals = LinuxCall.descriptor(of: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ECHONL)
        tcsetattr(terminal, TCSAFLUSH, &settings)
    }

    deinit {
        restore()
        close(signals)
        close(terminal)
    }

    /// One line without its end; nil at the end of the input.
    func ask(_ question: String) -> Secret? {
        let words = Array(question.utf8)
        _ = write(terminal, words, words.count)
        var entries = [pollfd(fd: terminal, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0)]
        while poll(&entries, 2, -1) < 0, errno == EINTR {}
        if entries[1].revents != 0 {
            // What was held back is delivered as the mask goes, and ends the program as it would have.
            restore()
            exit(1)
        }
        var isAnswered = false
        // A terminal's line has no more bytes.
        let line = Secret(capacity: 4096) { memory in
            let count = read(terminal, memory.baseAddress, memory.count)
            isAnswered = count > 0
            return memory[..<max(0, count)].firstIndex(of: UInt8(ascii: "\n")) ?? max(0, count)
        }
        return isAnswered ? line : nil
    }

    private func restore() {
        var (settings, mask) = (before, mask)
        tcsetattr(terminal, TCSAFLUSH, &settings)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
