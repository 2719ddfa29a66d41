import Testing

/// A system call that fails in the journal, from its nth time on or only then; counted in each of its threads by itself.
struct Fault: Sendable, CustomTestStringConvertible {
    let kind: Kind
    let number: Int

    struct Kind: Sendable, CustomTestStringConvertible {
        let call: String
        let error: String
        /// A full disk stays full, a bad sector is met once.
        let lasts: Bool

        var testDescription: String { "\(call): \(error)" }

        static let all = [
            Kind(call: "pwrite64", error: "ENOSPC", lasts: true), Kind(call: "fdatasync", error: "EIO", lasts: false),
            Kind(call: "fsync", error: "EIO", lasts: false),
        ]
    }

    var testDescription: String { "\(kind.call) \(number): \(kind.error)" }

    /// Put before a program's words: it stays the child of whoever starts it.
    func words(log: String) -> [String] {
        let times = "\(number)\(kind.lasts ? "+" : "")"
        return Self.trace(kind.call, log: log) + ["-e", "inject=\(kind.call):error=\(kind.error):when=\(times)"]
    }

    static func isMet(in log: String) -> Bool { log.contains("(INJECTED)") }

    /// Only writes down the calls.
    static func trace(_ call: String, log: String) -> [String] {
        ["/usr/bin/strace", "-D", "-f", "--seccomp-bpf", "-o", log, "-e", "trace=\(call)"]
    }

    /// How often the thread that makes the most of these calls makes them.
    static func count(_ call: String, in log: String) -> Int {
        let calls = log.split(separator: "\n").filter { $0.contains(" \(call)(") }
        return Dictionary(grouping: calls) { $0.prefix { $0 != " " } }.values.map(\.count).max() ?? 0
    }

    /// All over the calls that are made; not the very last ones, as no two runs are quite the same.
    static func spread(_ kind: Kind, over count: Int, atMost limit: Int) -> [Fault] {
        let reach = max(1, count * 9 / 10)
        let steps = min(reach, limit)
        return (0..<steps).map { Fault(kind: kind, number: 1 + (2 * $0 + 1) * reach / (2 * steps)) }
    }
}
