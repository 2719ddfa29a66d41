import Support

/// A program under test.
enum ProgramBeside {
    static let roost = Binaries.roost

    /// From beginning to end: what it wrote to standard output.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], adding variables: [String] = []) throws -> String {
        // Without a terminal: on one it would ask for passphrases.
        let process = try ServerProcess("/usr/bin/setsid", ["--wait", program] + arguments, adding: variables)
        let end = try process.waitForEnd(within: .seconds(120))
        guard end == .exited(0) else { throw ServerEnded(end: end, errors: process.errors) }
        return process.output
    }
}
