import Foundation
import Testing

@testable import Manifests

@Suite struct `The manifests of a host` {
    private let root = FileManager.default.temporaryDirectory.appending(path: "roost-manifests-\(UUID())")

    @Test func `both forms are found, in the order of folders and names`() throws {
        defer { remove() }
        try put("one/b.toml", manifest("b"))
        try put("one/a/plugin.toml", manifest("a"))
        try put("one/.hidden.toml", "x")
        try put("one/notes.txt", "x")
        try put("one/empty/readme", "x")
        try put("two/c/plugin.toml", manifest("c", exec: "./run"))
        try put("two/c/run", "#!/bin/sh\n", mode: 0o755)
        let lines = read("one", "missing", "two")
        #expect(lines.map(\.id) == ["a", "b", "c"])
        #expect(valid(lines).map(\.executable) == ["/bin/true", "/bin/true", root.path + "/two/c/run"])
    }

    @Test func `a bare name is looked up in PATH`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", exec: "sh"))
        #expect(valid(read("one")).map(\.executable) == ["/bin/sh"])
    }

    @Test func `@roost is the program that is running`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", exec: "@roost\", \"roost-a"))
        try put("one/@roost", "#!/bin/sh\n", mode: 0o755)
        let found = valid(read("one"))
        #expect(found.map(\.executable) == ["/proc/self/exe"] && found.map(\.exec) == [["@roost", "roost-a"]])
    }

    @Test func `who starts first cannot be after one that does not`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", more: "before = [\"*\"]\nafter = [\"c\", \"broken\", \"b\"]"))
        try put("one/b.toml", manifest("b"))
        try put("one/c.toml", manifest("c", more: "before = [\"*\"]"))
        try put("one/broken.toml", "x")
        let lines = read("one")
        #expect(valid(lines).map(\.id) == ["b", "c"])
        let problem = try #require(problems(lines).first)
        #expect(problem.reason == "'after' names 'b', which waits for 'a' because of its 'before'" && problem.line == 5)
    }

    @Test func `of two with one id the earlier folder wins, the later names it`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a"))
        try put("two/a/plugin.toml", "# comment\n" + manifest("a"))
        let lines = read("one", "two")
        #expect(valid(lines).map(\.file) == [root.path + "/one/a.toml"])
        let problem = try #require(problems(lines).first)
        #expect(
            problem.line == 2 && problem.reason == "the id 'a' is taken by \(root.path)/one/a.toml"
                && problem.file == "\(root.path)/two/a/plugin.toml")
    }

    @Test func `a broken manifest does not shadow a good one of the same name`() throws {
        defer { remove() }
        try put("one/a.toml", "nonsense")
        try put("two/a.toml", manifest("a"))
        #expect(valid(read("one", "two")).map(\.id) == ["a"])
    }

    @Test func `every member of a circle is refused, who only waits for it is not`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", more: "after = [\"b\"]"))
        try put("one/b.toml", manifest("b", more: "after = [\"c\"]"))
        try put("one/c.toml", manifest("c", more: "after = [\"a\", \"d\"]"))
        try put("one/d.toml", manifest("d"))
        try put("one/e.toml", manifest("e", more: "after = [\"a\"]"))
        let lines = read("one")
        #expect(valid(lines).map(\.id) == ["d", "e"])
        #expect(
            problems(lines).map(\.reason) == ["a → b → c → a", "b → c → a → b", "c → a → b → c"].map { "'after' goes in a circle: \($0)" })
        #expect(problems(lines).allSatisfy { $0.line == 4 && $0.fault == .surroundings })
    }

    @Test func `after somebody who is not here, or is here but invalid`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", more: "after = [\"gone\"]"))
        try put("one/b.toml", manifest("b", more: "after = [\"broken\"]"))
        try put("one/broken.toml", "x")
        let lines = read("one")
        #expect(valid(lines).map(\.id) == ["b"])
        #expect(problems(lines)[0].reason == "'after' names 'gone', which is not here")
    }

    @Test func `a program that is missing, a folder or not executable is refused`() throws {
        defer { remove() }
        try put("one/a.toml", manifest("a", exec: "./nothing"))
        try put("one/b.toml", manifest("b", exec: "/tmp"))
        try put("one/c.toml", manifest("c", exec: "./text"))
        try put("one/text", "x", mode: 0o644)
        try put("one/d.toml", manifest("d", exec: "no-such-program"))
        let lines = read("one")
        #expect(valid(lines).isEmpty)
        #expect(
            problems(lines).map(\.reason) == [
                "\(root.path)/one/nothing: No such file or directory", "/tmp is not a file", "\(root.path)/one/text is not executable",
                "'no-such-program' is not in any folder of PATH",
            ])
        #expect(problems(lines).allSatisfy { $0.line == 3 })
    }

    @Test(.timeLimit(.minutes(1))) func `links in a circle, pipes, folders and huge files are told and waited for by nobody`() throws {
        defer { remove() }
        try put("one/good.toml", manifest("good"))
        try put("one/huge.toml", String(repeating: "#", count: 10_000_000))
        try FileManager.default.createDirectory(atPath: root.path + "/one/folder.toml", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root.path + "/one/loop.toml", withDestinationPath: "loop.toml")
        try FileManager.default.createSymbolicLink(atPath: root.path + "/one/self", withDestinationPath: ".")
        #expect(mkfifo(root.path + "/one/pipe.toml", 0o600) == 0)
        let lines = read("one")
        #expect(valid(lines).map(\.id) == ["good"])
        #expect(problems(lines).map(\.id) == ["folder", "huge", "loop", "pipe"])
        #expect(problems(lines).filter { $0.fault == .surroundings }.map(\.id) == ["loop"])
    }

    @Test func `a folder that cannot be read is a problem, not an empty folder`() throws {
        defer { remove() }
        try put("one/good.toml", manifest("good"))
        try FileManager.default.createSymbolicLink(atPath: root.path + "/two", withDestinationPath: "two")
        let lines = read("one", "two")
        #expect(valid(lines).map(\.id) == ["good"])
        let problem = try #require(problems(lines).first)
        #expect(problem.id == "" && problem.file == root.path + "/two" && problem.fault == .surroundings)
    }

    private func put(_ path: String, _ text: String, mode: Int = 0o644) throws {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    private func remove() { try? FileManager.default.removeItem(at: root) }

    private func read(_ folders: String...) -> [ManifestLine] {
        let files = folders.flatMap { ManifestDirectory(root.path + "/" + $0).files() }
        return ManifestCatalogue(files.compactMap { $0.line() }, path: "/nowhere:/bin").lines
    }
}

private func manifest(_ id: String, exec: String = "/bin/true", more: String = "") -> String {
    "id = \"\(id)\"\nversion = \"1.0.0\"\nexec = [\"\(exec)\"]\n\(more)\n"
}

private func valid(_ lines: [ManifestLine]) -> [Manifest] {
    lines.compactMap { if case .valid(let manifest) = $0 { manifest } else { nil } }
}

private func problems(_ lines: [ManifestLine]) -> [ManifestProblem] {
    lines.compactMap { if case .invalid(let problem) = $0 { problem } else { nil } }
}
