import Glibc
import PowerCut
import Support
import Testing

/// The oldest trick, done right and done wrong: what the recorder and the replayer are for.
struct AtomicSwapTests {
    private static let program = PythonProgram(
        """
        with open('.temp', 'w') as file:
            file.write('new ' * 400)
            file.flush()
            os.fsync(file.fileno())
        os.rename('.temp', 'file')
        place = os.open('.', os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(place)
        say('done')
        """)
    private static let new = String(repeating: "new ", count: 400)

    private func replay(_ recording: Recording) throws -> ReplayReport {
        try Replayer().replay(Enumeration(of: recording)) { folder, _ in
            readText("\(folder)/file")
        } judge: { state, text in
            if text == Self.new { return [] }
            guard text == "old" else { return ["neither old nor new: '\(text.prefix(20))'"] }
            return state.said.isEmpty ? [] : ["done was said, and the file is the old one"]
        }
    }

    @Test func `a swap done right is old or new wherever it is cut`() throws {
        let report = try replay(try Self.program.record(in: ["file": "old"]))
        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.disks >= 6, "\(report)")
    }

    @Test func `without the sync of the file some cut leaves neither old nor new`() throws {
        let recording = try Self.program.record(in: ["file": "old"])
        let report = try replay(recording.without { $0.isSync && $0.words.contains("temp") })
        #expect(report.failures.contains { $0.words.hasPrefix("neither") })
    }

    @Test func `without the sync of the folder a promise is broken`() throws {
        let recording = try Self.program.record(in: ["file": "old"])
        let report = try replay(recording.without { $0.isSync && !$0.words.contains("temp") })
        #expect(report.failures.contains { $0.words.hasPrefix("done was said") })
        #expect(!report.failures.contains { $0.words.hasPrefix("neither") })
    }

    @Test func `a link that is removed and made again is missing after some cut`() throws {
        let recording = try PythonProgram("os.unlink('link'); os.symlink('b', 'link')").record(in: ["a": "", "b": "", "link": ""])
        let report = try Replayer().replay(Enumeration(of: recording)) { folder, _ in
            readlinkText("\(folder)/link")
        } judge: { _, target in
            target == nil ? ["missing"] : []
        }
        #expect(!report.failures.isEmpty)
    }

    private func readlinkText(_ path: String) -> String? {
        var about = stat()
        return lstat(path, &about) == 0 ? path : nil
    }
}
