import Contracts
import Glibc
import Manifests

/// Into the plugin's own log, which the host bounds and rotates.
struct LogSink: Sink {
    let format: ReportSettings.Format

    /// (write)
    func deliver(_ entry: ReportContract.Entry) async -> Delivery.Attempt {
        let bytes = Array("\(format.line(entry))\n".utf8)
        return write(STDOUT_FILENO, bytes, bytes.count) == bytes.count
            ? .delivered : .failed("the log: \(String(cString: strerror(errno)))", retryAfter: nil)
    }
}

extension ReportSettings.Format {
    /// Without its end.
    func line(_ entry: ReportContract.Entry) -> String {
        switch self {
        case .json: JSONLine.text(entry)
        case .syslog: SyslogMessage.text(entry)
        }
    }
}
