import Glibc
import Support
import Testing

/// What features write is kept, bounded, and shown.
@Suite struct LogTests {
    private static let counter = FeatureManifest.shell(
        "counter",
        "trap 'for n in 1 2 3 4 5 6 7 8 9 10; do i=$((i+1)); echo line $i; done' USR1; i=0; echo up; while :; do sleep 0.01; done")

    private func write(_ rounds: Int, on host: RoostHost) throws {
        let pid = try #require(try host.feature("counter").pid)
        for round in 1...rounds {
            kill(pid, SIGUSR1)
            try Deadline.wait(for: "line \(round)0") { host.log(of: "counter").contains(" out line \(round)0\n") }
        }
    }

    @Test func `files are rotated by size, and only so many are kept`() throws {
        let loop = "while test $i -lt 2000; do i=$((i+1)); echo line $i; test $((i % 200)) = 0 && sleep 0.05; done"
        let writer = FeatureManifest.shell("writer", "i=0; \(loop); exec sleep 100000")
        let host = try RoostHost(
            running: [writer], configuration: RoostHost.quickRestarts + "[log]\nfile-size = 8192\nfiles = 3\nrate = '10M'\n")
        try Deadline.wait(for: "the last line") { host.folder.read("logs/writer/current").hasSuffix("out line 2000\n") }
        for name in ["2", "1", "current"] {
            // A write goes whole into one file.
            #expect(host.folder.read("logs/writer/\(name)").utf8.count <= 8192 + 65_536)
            #expect(host.folder.read("logs/writer/\(name)").hasSuffix("\n"))
        }
        #expect(!exists(host.folder.path("logs/writer/3")))
    }

    @Test func `the last lines are shown, over files, without a host too`() throws {
        let host = try RoostHost(running: [Self.counter], configuration: "[log]\nfile-size = 4096\nfiles = 4\n")
        try Deadline.wait(for: "its trap") { host.log(of: "counter").contains("out up") }
        try write(15, on: host)
        let shown = try host.roost("feature", "logs", "counter", "-n", "100")
        #expect(texts(shown.output) == (51...150).map { "line \($0)" })
        #expect(try host.roost("feature", "logs", "counter", "-n", "0").output == "")
        _ = try host.stop()
        let after = try host.roost("feature", "logs", "counter", "-n", "3")
        #expect(after.status == 0 && after.output.contains("host killed by signal 15 (TERM)"))
        let unknown = try host.roost("feature", "logs", "nobody")
        #expect(unknown.status == 1 && unknown.onlyLine?.contains("nobody") == true)
    }

    @Test func `following shows what is written from then on, through rotations`() throws {
        let host = try RoostHost(running: [Self.counter], configuration: "[log]\nfile-size = 4096\nfiles = 4\n")
        try Deadline.wait(for: "its trap") { host.log(of: "counter").contains("out up") }
        let follower = try ServerProcess(ServerProgram.ours.path, ["feature", "logs", "-f", "-n", "1", "counter", "--home", host.home])
        try Deadline.wait(for: "the first line") { follower.output.contains("out up") }
        try write(12, on: host)
        try Deadline.wait(for: "the last line") { follower.output.contains("out line 120\n") }
        #expect(texts(follower.output).filter { $0.hasPrefix("line") } == (1...120).map { "line \($0)" })
        #expect(follower.isRunning)
    }

    @Test func `output and errors are kept in order and told apart, the last line without an end too`() throws {
        let host = try RoostHost(running: [
            .shell("two", "echo to out; sleep 0.1; echo to err >&2; sleep 0.1; printf 'no end'; exit 0", "restart = 'temporary'")
        ])
        try host.wait(for: "two", toBe: "stopped")
        try Deadline.wait(for: "the end") { host.log(of: "two").contains("no end") }
        let lines = host.log(of: "two").split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst() }
        #expect(lines.filter { !$0.hasPrefix("host") } == ["out to out", "err to err", "out no end"])
    }

    /// Without stamps and the host's own lines.
    private func texts(_ output: String) -> [String] {
        output.split(separator: "\n").filter { !$0.contains(" host ") }.map {
            $0.split(separator: " ", maxSplits: 2).dropFirst(2).first.map(String.init) ?? ""
        }
    }
}
