import Glibc

/// Where the launcher and the probes say their one line: a feature's log, or a terminal.
enum StandardError {
    static func say(_ line: String) {
        var text = line + "\n"
        // A log that cannot be written has nobody left to be told.
        _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
