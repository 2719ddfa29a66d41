import EventLoop
import Foundation
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `A feature's log` {
    @Test func `has each line with its time and source, whole however it was written`() throws {
        let host = TestHost()
        let script = "printf 'one\\ntw'; sleep 0.05; printf 'o\\n'; echo bad >&2; printf unfinished; exit 1"
        host.supervisor.apply([shell("a", script) { $0.restart = .temporary }])
        #expect(host.run { host.state("a") == .stopped })
        host.end(keepingHome: true)
        let lines = host.log("a").split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1)[1] }
        #expect(Set(lines).isSuperset(of: ["out one", "out two", "err bad", "out unfinished", "host exited with status 1"]))
        #expect(
            try #require(host.log("a").split(separator: "\n").first).contains(
                try Regex(#"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z host started, process \d+$"#)))
        try FileManager.default.removeItem(atPath: host.home)
    }

    @Test func `rotates by size and keeps so many files`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [0], logSize: 4096, logFiles: 3))
        host.supervisor.apply([
            shell("a", "i=0; while [ $i -lt 400 ]; do echo line $i; i=$((i+1)); [ $((i % 10)) = 0 ] && sleep 0.002; done; exec sleep 1000")
        ])
        #expect(host.run { host.log("a").contains("line 399") })
        let folder = host.home + "/logs/a"
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["1", "2", "current"])
        for file in ["1", "2", "current"] { #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(file)")).count <= 4096 + 1024) }
        host.end()
    }

    @Test func `drops a flood by the line and says how much`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [0], logRate: 10_000))
        host.supervisor.apply([
            shell("flood", "yes | head -c 2000000; echo end; exec sleep 1000"), shell("calm", "echo hello; exec sleep 1000"),
        ])
        #expect(host.run { host.log("calm").contains("hello") })
        var status: FeatureStatus?
        #expect(host.run { host.log("flood").contains("out y") })
        try host.supervisor.stop("flood") { status = $0 }
        #expect(host.run { status != nil })
        host.end(keepingHome: true)
        #expect(host.log("flood").contains("lines dropped: more than 9 KiB a second"))
        #expect(host.log("flood").utf8.count < 200_000)
        try FileManager.default.removeItem(atPath: host.home)
    }

    @Test(
        arguments: [
            (["\n\n\n\n"], 4), (["\n\nab"], 3), (["x\ny", "z\n\n"], 3), ([String(repeating: "\n", count: 100_000)], 100_000),
            ([String(repeating: "x", count: 8192 * 3)], 3), ([], 0),
        ] as [([String], Int)])
    func `what is too much is dropped in one go, and counted to the line`(parts: [String], dropped: Int) throws {
        let host = TestHost()
        let log = FeatureLog(LogFile(folder: host.home + "/logs/a", size: 65536, files: 2), rate: 1, on: host.loop) { _ in }
        for part in parts { Array(part.utf8).withUnsafeBytes { #expect(!log.hear($0, from: .out)) } }
        log.finish()
        var isWritten = false
        log.whenIdle { isWritten = true }
        #expect(host.run { isWritten })
        let said = host.log("a").split(separator: " ").dropFirst(2).first.flatMap { Int($0) }
        #expect(said ?? 0 == dropped && host.log("a").split(separator: "\n").count == min(1, dropped))
        host.end()
    }

    @Test func `a log that cannot be moved away does not grow on`() throws {
        let host = TestHost(settings: SupervisionSettings(delays: [0], logSize: 4096, logFiles: 2))
        try FileManager.default.createDirectory(atPath: host.home + "/logs/a/1/in-the-way", withIntermediateDirectories: true)
        host.supervisor.apply([
            shell("a", "i=0; while [ $i -lt 400 ]; do echo line $i; i=$((i+1)); [ $((i % 10)) = 0 ] && sleep 0.002; done; exec sleep 1000")
        ])
        #expect(host.run { host.troubles.count == 1 })
        host.end(keepingHome: true)
        #expect(host.log("a").utf8.count <= 4096 + 1024)
        try FileManager.default.removeItem(atPath: host.home)
    }

    @Test func `a disk that refuses is said once and stops nobody`() throws {
        let host = TestHost()
        try "in the way".write(toFile: host.home + "/logs/a", atomically: false, encoding: .utf8)
        host.supervisor.apply([shell("a", "echo one; sleep 0.05; echo two; exec sleep 1000")])
        #expect(host.settle() && host.state("a") == .ready)
        #expect(!host.run(0.2) { host.troubles.count > 1 } && host.troubles.count == 1)
        host.end()
    }

    @Test func `stamps are UTC`() { #expect(LogStamp.text(seconds: 1_795_411_201, milliseconds: 7) == "2026-11-23T05:20:01.007Z") }

    @Test func `last words are the last 4 KiB`() {
        var words = LastWords()
        #expect(words.text == "" && words.lastLine == "")
        for line in 0..<3000 { Array("line \(line)\n".utf8).withUnsafeBytes { words.hear($0) } }
        #expect(words.text.utf8.count == 4096 && words.lastLine == "line 2999")
        [UInt8](repeating: 65, count: 100_000).withUnsafeBytes { words.hear($0) }
        #expect(words.text == String(repeating: "A", count: 4096))
    }
}
