import Glibc
import Support
import Testing

@testable import roost

@Suite struct `A feature's log` {
    private let folder: TemporaryFolder
    private var logs: LogFolder { LogFolder(path: folder.path) }

    init() throws { folder = try TemporaryFolder("logs") }

    @Test func `its last lines come from all its files, the oldest first`() throws {
        try folder.write("1\n2\n", to: "2")
        try folder.write("3\n4\n", to: "1")
        try folder.write("5\n6\n", to: "current")
        #expect(try last(3) == ["4", "5", "6"])
        #expect(try last(100) == ["1", "2", "3", "4", "5", "6"])
        #expect(try last(0) == [])
    }

    @Test func `a log that is not there has no lines`() throws {
        #expect(try last(5) == [])
    }

    @Test func `the end of a large file is found whatever the length of its lines`() throws {
        let lines = (0..<3000).map { "\($0) " + String(repeating: "x", count: $0 % 200) }
        try folder.write(lines.joined(separator: "\n") + "\nunfinished", to: "current")
        #expect(try last(2500) == Array((lines + ["unfinished"]).suffix(2500)))
    }

    @Test func `is followed by whole lines, through its rotation`() throws {
        try folder.write("1\n", to: "current")
        let current = try logs.openCurrent()
        var follower = LogFollower(logs, at: try logs.lastLines(0, current: current).position, in: current)
        #expect(try new(&follower) == [])
        try folder.write("1\n2\n3", to: "current")
        #expect(try new(&follower) == ["2"])
        try folder.write("1\n2\n3\n4\n", to: "current")
        rename(folder.path("current"), folder.path("1"))
        try folder.write("5\n", to: "current")
        #expect(try new(&follower) == ["3", "4", "5"])
    }

    @Test func `is followed from before its first line`() throws {
        var follower = LogFollower(logs, at: 0, in: nil)
        #expect(try new(&follower) == [])
        try folder.write("1\n", to: "current")
        #expect(try new(&follower) == ["1"])
    }

    @Test func `a line is taken apart for scripts`() {
        let line = LogLine("2026-11-23T05:20:01.123Z err it broke")
        #expect(line.json == #"{"time":"2026-11-23T05:20:01.123Z","source":"err","text":"it broke"}"#)
        #expect(LogLine("it broke").json == #"{"time":null,"source":null,"text":"it broke"}"#)
    }

    private func last(_ count: Int) throws -> [String] {
        let current = try logs.openCurrent()
        defer { current.map { _ = close($0) } }
        return try logs.lastLines(count, current: current).lines.map { String(decoding: $0, as: UTF8.self) }
    }

    private func new(_ follower: inout LogFollower) throws -> [String] {
        try follower.newLines().map { String(decoding: $0, as: UTF8.self) }
    }
}
