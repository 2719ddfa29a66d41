import Glibc

/// A signal that may ask a feature to end.
public enum StopSignal: String, Sendable, CaseIterable {
    case term = "TERM"
    case int = "INT"
    case hup = "HUP"
    case quit = "QUIT"
    case usr1 = "USR1"
    case usr2 = "USR2"
    case winch = "WINCH"
    case kill = "KILL"

    /// Reads `TERM` and `SIGTERM` alike.
    public init?(_ name: String) {
        self.init(rawValue: name.utf8.starts(with: "SIG".utf8) ? String(name.dropFirst(3)) : name)
    }

    public var number: Int32 {
        switch self {
        case .term: SIGTERM
        case .int: SIGINT
        case .hup: SIGHUP
        case .quit: SIGQUIT
        case .usr1: SIGUSR1
        case .usr2: SIGUSR2
        case .winch: SIGWINCH
        case .kill: SIGKILL
        }
    }
}
