import EventLoop
import Testing
import Wire

@testable import Kernel

@Suite struct `The kernel's log` {
    private func line(_ message: String, _ fields: [(String, String)] = [], isTerminal: Bool = false) -> String {
        KernelLog.shortLine(time: "T", level: "info", message: message, fields: fields, isTerminal: isTerminal)
    }

    @Test func `is a line of text at a terminal, else an object`() {
        #expect(line("hello", [("a", "b")], isTerminal: true) == "T info hello a=b\n")
        #expect(line("hello", [("a", "b")]) == #"{"time":"T","level":"info","message":"hello","a":"b"}"# + "\n")
    }

    @Test(arguments: [4000, 4096, 5000, 100_000])
    func `never has a line that a full pipe may cut`(length: Int) throws {
        for text in [String(repeating: "x", count: length), String(repeating: "é\u{1}", count: length)] {
            for line in [line(text), line("m", [("cause", text)]), line(text, isTerminal: true)] {
                #expect(line.utf8.count <= StandardError.longestLine && line.last == "\n")
            }
            let json = try JSON(parsing: Array(line("m", [("cause", text)]).utf8))
            #expect(json["message"]?.string == "m")
            if length > 4096 { #expect(json["cause"]?.string?.hasSuffix("bytes more)") == true) }
        }
        let fields = (0..<500).map { ("name\($0)", "value") }
        #expect(line("m", fields).utf8.count <= StandardError.longestLine)
    }

    @Test func `keeps as much of a long line as fits`() {
        #expect(line(String(repeating: "x", count: 10_000)).utf8.count > StandardError.longestLine - 100)
    }
}
