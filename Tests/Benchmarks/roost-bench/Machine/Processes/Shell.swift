/// What a line of shell prints.
func shell(_ command: String) throws(BenchFailure) -> String {
    let process = try Process(["sh", "-c", command])
    var lines: [String] = []
    while let line = process.line(within: 600) { lines.append(line) }
    guard process.end(signal: 0, within: 5), process.succeeded else { throw .cannot("failed: \(command)") }
    return lines.joined(separator: "\n")
}
