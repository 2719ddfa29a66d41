import Support

/// A program that has run to its end, and what it said.
struct CommandResult {
    let status: Int32?
    let output: String
    let errors: String

    init(of program: String, _ arguments: [String], environment: [String]? = nil, within time: Duration = Deadline.patience) throws {
        let process = try ServerProcess(program, arguments, environment: environment)
        let end = try process.waitForEnd(within: time)
        if case .exited(let status) = end { self.status = status } else { status = nil }
        (output, errors) = (process.output, process.errors)
    }

    /// Of a refusal: the one line that it is, behind what was being done.
    var onlyLine: String? {
        let lines = errors.split(separator: "\n")
        return lines.dropLast().allSatisfy { !$0.hasPrefix("roost") } ? lines.last.map(String.init) : nil
    }
}
