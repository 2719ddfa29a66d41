import Glibc

/// A terminal of a test's own: what a program shows on it is kept, keys are typed into it.
public final class PseudoTerminal {
    /// For the program: its standard input, output and errors, and what it is controlled by.
    public let path: String
    private let keyboard: Int32
    /// Held open, so that the terminal outlives the program.
    private let line: Int32
    private var shown: [UInt8] = []

    public init(columns: Int, rows: Int) throws(SystemError) {
        keyboard = try check(open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK), "open /dev/ptmx")
        var (locked, number) = (Int32(0), UInt32(0))
        _ = try check(ioctl(keyboard, Self.setLock, &locked), "unlock the terminal")
        _ = try check(ioctl(keyboard, Self.getNumber, &number), "name the terminal")
        path = "/dev/pts/\(number)"
        line = try check(open(path, O_RDWR | O_NOCTTY | O_CLOEXEC), "open \(path)")
        try resize(columns: columns, rows: rows)
    }

    deinit {
        close(line)
        close(keyboard)
    }

    /// Whoever runs on it is told by SIGWINCH. (TIOCSWINSZ)
    public func resize(columns: Int, rows: Int) throws(SystemError) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = try check(ioctl(keyboard, UInt(TIOCSWINSZ), &size), "resize the terminal")
    }

    public func type(_ keys: String) throws(SystemError) {
        let bytes = Array(keys.utf8)
        _ = try check(Int32(write(keyboard, bytes, bytes.count)), "type")
    }

    /// Everything shown so far, with the sequences that move, colour and clear.
    public var text: String {
        var chunk = [UInt8](repeating: 0, count: 16384)
        while case let count = read(keyboard, &chunk, chunk.count), count > 0 { shown += chunk[..<count] }
        return String(decoding: shown, as: UTF8.self)
    }

    /// How it treats what is typed and shown; equal before and after whoever leaves it as it was. (tcgetattr)
    public var settings: String {
        var now = termios()
        guard tcgetattr(line, &now) == 0 else { return "unknown" }
        return "\(now.c_iflag) \(now.c_oflag) \(now.c_cflag) \(now.c_lflag) \(now.c_cc)"
    }

    // ptsname and unlockpt as Linux does them: TIOCSPTLCK, TIOCGPTN.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
}
