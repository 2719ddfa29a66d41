import Testing

/// A system call that fails in the journal, from its nth time on or only then.
struct Fault: Sendable, CustomTestStringConvertible {
    let call: String
    let error: String
    let number: Int
    /// A full disk stays full, a bad sector is met once.
    let lasts: Bool

    var testDescription: String { "\(call) \(number): \(error)" }

    /// Put before a program's words: it stays the child of whoever starts it.
    func words(log: String) -> [String] {
        let times = "\(number)\(lasts ? "+" : "")"
        return ["/usr/bin/strace", "-D", "-f", "-o", log, "-e", "trace=\(call)", "-e", "inject=\(call):error=\(error):when=\(times)"]
    }

    static func isMet(in log: String) -> Bool { log.contains("(INJECTED)") }
}
