import Support
import Testing

/// What takes long shows on a terminal how far it is, and in a pipe says each part once, in plain lines.
@Suite struct ProgressTests {
    /// The percentages that a bar has shown, in their order.
    private func percentages(_ text: String) -> [Int] {
        text.split(separator: "\r").compactMap { line in
            guard line.contains("█") || line.contains("░"), let number = line.matches(of: #/(\d+) %/#).last?.output.1 else { return nil }
            return Int(number)
        }
    }

    private func expectMovingBar(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(Set(percentages(text)).count >= 3, "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains("\u{1B}[K"), "the bar is gone in the end", sourceLocation: sourceLocation)
    }

    @Test(.tags(.slow)) func `an update`() throws {
        let router = try UpdatedRouter()
        try router.publish("2.0.0")
        try router.publish("2.1.0")
        let plain = try CommandResult(
            of: ServerProgram.ours.path, ["update", "run", "tool", "--home", router.host.home], within: .seconds(60))
        let lines = plain.errors.split(separator: "\n").map(String.init)
        #expect(lines.contains("7/9 validation") && !plain.errors.contains("\r") && !plain.errors.contains("█"), "\(plain.errors)")
        #expect(lines.count == Set(lines).count, "each stage once: \(lines)")

        try router.publish("2.2.0")
        let terminal = try PseudoTerminal(columns: 120, rows: 30)
        let words = ["update", "run", "tool", "--home", router.host.home]
        let process = try ServerProcess(ServerProgram.ours.path, words, on: terminal)
        #expect(try process.waitForEnd(within: .seconds(60)) == .exited(0))
        expectMovingBar(terminal.text)
        #expect(terminal.text.contains("7/9 validation") && terminal.text.contains("committed"), "\(terminal.text)")
    }
}
