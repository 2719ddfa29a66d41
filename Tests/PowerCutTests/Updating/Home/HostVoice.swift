import Support

/// Asks a host that runs, by the command line.
struct HostVoice: Sendable {
    let home: String

    /// Answered by the host, or refused with its words.
    @discardableResult
    func request(_ subject: String, _ body: String = "") throws -> String {
        let (answer, error) = try ask(subject, body)
        guard let answer else { throw RequestRefused(words: "\(subject): \(error)") }
        return answer
    }

    func ask(_ subject: String, _ body: String = "") throws -> (answer: String?, error: String) {
        let arguments = ["bus", "request", subject, body, "--timeout", "30", "--home", home]
        let process = try ServerProcess(Binaries.roost, arguments)
        return (try process.waitForEnd() == .exited(0) ? process.output : nil, process.errors)
    }
}

/// Nobody answered, or not what was asked for.
struct RequestRefused: Error, CustomStringConvertible {
    let words: String

    var description: String { words }
}
