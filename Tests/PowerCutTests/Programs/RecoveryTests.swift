import PowerCut
import Support
import Testing

/// A recovery that is right when it may end, and wrong when it is cut itself, is found by cutting twice.
struct RecoveryTests {
    private static let tools = """
        def put(name, text):
            with open(name, 'w') as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        def settle():
            place = os.open('.', os.O_RDONLY)
            os.fsync(place)
            os.close(place)

        """

    /// Changes a file in place, its old text kept in another one meanwhile.
    private static let program = PythonProgram(
        tools
            + """
            put('undo.new', open('file').read())
            os.rename('undo.new', 'undo')
            settle()
            put('file', 'new')
            os.unlink('undo')
            settle()
            say('done')
            """)

    private static let right = "if os.path.exists('undo'): put('file', open('undo').read()); os.unlink('undo'); settle()"
    private static let wrong = "if os.path.exists('undo'): text = open('undo').read(); os.unlink('undo'); put('file', text); settle()"

    private func replay(_ recovery: String) throws -> (first: ReplayReport, second: [ReplayReport]) {
        let recovery = PythonProgram(Self.tools + recovery)
        let enumeration = Enumeration(of: try Self.program.record(in: ["file": "old"]))
        let check: @Sendable (String, CrashState) throws -> String = { folder, _ in
            try recovery.run(in: folder)
            return readText("\(folder)/file")
        }
        let judge = { (state: CrashState, text: String) -> [String] in
            text == "new" || (text == "old" && state.said.isEmpty) ? [] : ["'\(text)' after \(state.said)"]
        }
        let first = try Replayer().replay(enumeration, check: check, judge: judge)
        let second = try Replayer().recut(
            enumeration, sample: 8, .init(), record: { try recovery.record(at: $0) }, check: check, judge: judge)
        return (first, second)
    }

    @Test func `a recovery that repeats its deeds survives its own cuts`() throws {
        let (first, second) = try replay(Self.right)
        #expect(first.failures.isEmpty && second.allSatisfy(\.failures.isEmpty))
        #expect(second.count == 8)
    }

    @Test func `a recovery that forgets too early is found by a second cut alone`() throws {
        let (first, second) = try replay(Self.wrong)
        #expect(first.failures.isEmpty)
        #expect(second.contains { !$0.failures.isEmpty })
    }
}
