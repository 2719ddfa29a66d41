import PowerCut
import Support
import Testing

/// What a cut may leave of names and bytes that nobody synced, seen through small programs.
struct EnumerationTests {
    /// All that a folder may hold after a cut: one line of sorted names, contents behind them.
    private func states(_ script: String, in files: [String: String] = [:], _ limits: Enumeration.Limits = .init()) throws -> Set<String> {
        let enumeration = Enumeration(of: try PythonProgram(script).record(in: files), limits)
        var found: Set<String> = []
        _ = try Replayer(workers: 1).replay(enumeration) { folder, _ in
            try listing(of: folder)
        } judge: { _, listing in
            found.insert(listing)
            return []
        }
        return found
    }

    private func listing(of folder: String) throws -> String {
        let shell = try ServerProcess(
            "/bin/sh", ["-c", "cd \(folder); for f in $(find . -type f | sort); do echo \"$f=$(tr '\\0' 0 <$f)\"; done"])
        _ = try shell.waitForEnd()
        return shell.output.split(separator: "\n").map { $0.dropFirst(2) }.joined(separator: " ")
    }

    @Test func `a write that nobody synced is there, missing, or only its size is`() throws {
        #expect(try states("f = os.open('a', os.O_WRONLY); os.pwrite(f, b'new', 0)", in: ["a": ""]) == ["a=", "a=000", "a=new"])
    }

    @Test func `a file that was synced may have no name yet`() throws {
        let found = try states("f = os.open('a', os.O_WRONLY | os.O_CREAT); os.write(f, b'x'); os.fsync(f)")
        #expect(found == ["", "a=", "a=0", "a=x"])
    }

    @Test func `names of different folders come through in any order`() throws {
        let found = try states("os.mkdir('d'); os.sync(); open('a', 'w'); open('d/b', 'w')")
        #expect(found == ["", "a=", "d/b=", "a= d/b="])
    }

    @Test func `a move to another folder is whole, and certain when both are synced`() throws {
        let move =
            "os.mkdir('d'); os.sync(); os.rename('a', 'd/b'); p = os.open('d', os.O_RDONLY); q = os.open('.', os.O_RDONLY); os.fsync(p); "
        #expect(try states(move, in: ["a": "x"]) == ["a=x", "d/b=x"])
        #expect(try states(move + "open('c', 'w')", in: ["a": "x"]) == ["a=x", "d/b=x", "a=x c=", "c= d/b=x"])
        #expect(try states(move + "os.fsync(q); open('c', 'w')", in: ["a": "x"]) == ["a=x", "d/b=x", "c= d/b=x"])
    }

    @Test func `what builds upon a lost name is lost with it`() throws {
        let found = try states("open('a', 'w'); os.rename('a', 'b'); os.rename('b', 'c')")
        #expect(found == ["", "a=", "b=", "c="])
    }

    @Test func `rewritten sectors are torn at their bounds`() throws {
        let found = try states(
            "f = os.open('a', os.O_WRONLY); os.pwrite(f, b'n' * 1536, 0)", in: ["a": String(repeating: "o", count: 1536)])
        #expect(found.contains("a=" + String(repeating: "n", count: 512) + String(repeating: "o", count: 1024)))
        for state in found { #expect(Set(state.dropFirst(2).enumerated().map { "\($0 / 512)\($1)" }).count == 3) }
    }

    @Test func `the same seed finds the same, and what a limit leaves out is counted`() throws {
        let recording = try PythonProgram("for n in range(6): open('f%d' % n, 'w').write('x' * 600)").record()
        let all = Enumeration(of: recording)
        #expect(all.states.map(\.words) == Enumeration(of: recording).states.map(\.words))
        #expect(all.leftOut == 0)
        let some = Enumeration(of: recording, .init(states: 20))
        #expect(some.states.count == 20)
        #expect(some.leftOut == all.states.count - 20)
        #expect(some.states.map(\.words) == Enumeration(of: recording, .init(states: 20)).states.map(\.words))
    }
}
