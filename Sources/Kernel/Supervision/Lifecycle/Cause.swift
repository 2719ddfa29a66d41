import Manifests

/// Why a feature died.
enum Cause: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Killed by the kernel of the machine for using more than its limit, in bytes where known.
    case outOfMemory(limit: UInt64?)
    case notReady(within: Milliseconds, last: String?)
    case unhealthy(failures: Int, last: String)
    /// In the words of whoever tried.
    case cannotStart(String)

    /// For an operator.
    var words: String {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .signalled(let signal): "killed by signal \(signal)\(Self.name(of: signal).map { " (\($0))" } ?? "")"
        case .outOfMemory(nil): "ran out of memory"
        case .outOfMemory(let limit?): "ran out of memory (limit \(Self.size(limit)))"
        case .notReady(let within, let last): "not ready within \(Self.seconds(within))\(last.map { ": \($0)" } ?? "")"
        case .unhealthy(1, let last): "failed a health check: \(last)"
        case .unhealthy(let failures, let last): "failed \(failures) health checks in a row: \(last)"
        case .cannotStart(let words): "could not be started: \(words)"
        }
    }

    /// What an operator may do about it.
    var advice: String {
        switch self {
        case .outOfMemory: "raise limits.memory in its manifest, or find out why it needs so much"
        case .notReady: "look at its log; if it only needs longer, raise ready.within in its manifest"
        case .unhealthy: "look at its log; if the check is too strict, raise health.failures in its manifest"
        case .cannotStart: "correct what is said, or its manifest"
        case .exited, .signalled: "look at its last words and its log"
        }
    }

    static func seconds(_ milliseconds: Milliseconds) -> String {
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return rest == 0 ? "\(whole) s" : "\(milliseconds) ms"
    }

    private static func size(_ bytes: UInt64) -> String {
        if bytes % (1 << 20) == 0 { return "\(bytes >> 20)M" }
        return bytes % 1024 == 0 ? "\(bytes >> 10)K" : "\(bytes) bytes"
    }

    private static func name(of signal: Int32) -> String? {
        let names: [Int32: String] = [
            1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL", 10: "USR1", 11: "SEGV",
            12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 24: "XCPU", 25: "XFSZ", 31: "SYS",
        ]
        return names[signal]
    }
}
