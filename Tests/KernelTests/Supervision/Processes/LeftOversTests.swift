import EventLoop
import Files
import Foundation
import Launch
import Manifests
import Testing

@testable import Kernel

@Suite(.serialized) struct `What a killed host left` {
    @Test func `is found by session and by mark, and killed; others are not`() throws {
        let host = TestHost()
        let bystander = Process()
        bystander.executableURL = URL(filePath: "/bin/sleep")
        bystander.arguments = ["1000"]
        // A shell of the operator may well have the home in its environment.
        bystander.environment = ["ROOST_HOME": host.home]
        try bystander.run()
        host.supervisor.apply([shell("a", "sleep 1000 & setsid sleep 1000 & echo up; wait"), shell("b", "exec sleep 1000")])
        #expect(host.settle() && host.run { host.log("a").contains("out up") })
        let ledger = Services.ledger(of: host.home)
        #expect(host.run { ProcessLedger.read(ledger).count == 2 })
        let pids = ProcessEntry.all().filter { LeftOvers.isOurs($0, host.home, ProcessLedger.read(ledger)) }.map(\.pid)
        #expect(pids.count == 4)
        host.leave()
        #expect(LeftOvers.kill(home: host.home, ledger: ledger) == 4)
        #expect(pids.allSatisfy { !isAlive($0) } && isAlive(bystander.processIdentifier))
        #expect(LeftOvers.kill(home: host.home, ledger: ledger) == 0)
        kill(bystander.processIdentifier, SIGKILL)
        for pid in pids { waitpid(pid, nil, WNOHANG) }
        try FileManager.default.removeItem(atPath: host.home)
    }

    @Test func `a pid given away meanwhile, or a ledger of another boot, names nobody`() throws {
        let me = try #require(ProcessEntry(pid: getpid()))
        let parent = try #require(ProcessEntry(pid: getppid()))
        let stale = ProcessLedger.Leader(id: "a", pid: parent.pid, startTime: parent.startTime + 1)
        #expect(!LeftOvers.isOurs(parent, "/nowhere", [stale]))
        #expect(!LeftOvers.isOurs(me, "/nowhere", [ProcessLedger.Leader(id: "a", pid: me.pid, startTime: me.startTime)]))
        let home = TestHost.newHome()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let path = home + "/processes"
        let leaders = [ProcessLedger.Leader(id: "a", pid: 5, startTime: 6)]
        try DurableFile.replace(path, with: ProcessLedger.bytes(of: leaders), synced: false)
        #expect(ProcessLedger.read(path) == leaders)
        try DurableFile.replace(path, with: Array("other-boot\n5 6 a\n".utf8), synced: false)
        #expect(ProcessLedger.read(path) == [] && ProcessLedger.read("/nonexistent") == [])
    }

    @Test func `a process entry is read whatever its name holds`() {
        let stat = "42 (a) (b c) S 1 7 8 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 12345 1 1"
        let entry = ProcessEntry(stat: Array(stat.utf8))
        #expect(entry?.pid == 42 && entry?.group == 7 && entry?.session == 8 && entry?.startTime == 12345 && entry?.isZombie == false)
        #expect(ProcessEntry(stat: Array("nonsense".utf8)) == nil)
    }
}

@Suite(.serialized) struct `Records on disk` {
    @Test func `a record survives its file; a broken file is set aside`() throws {
        let host = TestHost()
        let record = FeatureRecord(
            version: "1.0.0", disabledBy: .byCrashes, window: .init(bootID: "b", at: .init(milliseconds: 5), ages: [1, 2]),
            history: [Crash(unixTime: 9, cause: "c", advice: "d", lastWords: "\"\u{1}\n")])
        var isSaved = 0
        for _ in 0..<3 { host.supervisor.services.store.save("a", record) { isSaved += 1 } }
        #expect(host.run { isSaved == 3 } && host.supervisor.services.store.load("a") == record)
        try "{\"version\":1".write(toFile: host.home + "/state/a.json", atomically: false, encoding: .utf8)
        #expect(host.supervisor.services.store.load("a") == nil && host.troubles.count == 1)
        #expect(FileManager.default.fileExists(atPath: host.home + "/state/a.json.broken"))
        host.end()
    }

    @Test(arguments: [(.min, 0), (-1, 0), (.max, 0), (0, .max), (0, .min), (0, -1)] as [(Int64, Int64)])
    func `times that no clock can have told are not counted with`(at: Int64, age: Int64) throws {
        let host = TestHost()
        let text = "{\"version\":\"1.0.0\",\"boot\":\"\(BootTime.bootID)\",\"at\":\(at),\"crashAges\":[1,\(age)],\"history\":[]}"
        try text.write(toFile: host.home + "/state/a.json", atomically: false, encoding: .utf8)
        host.supervisor.apply([shell("a", "sleep 1000")])
        #expect(host.settle() && host.state("a") == .ready && host.troubles.count == 1)
        host.end()
    }

    @Test func `a record that cannot be read is said`() throws {
        let host = TestHost()
        try FileManager.default.createSymbolicLink(atPath: host.home + "/state/a.json", withDestinationPath: "a.json")
        #expect(host.supervisor.services.store.load("a") == nil && host.supervisor.services.store.load("b") == nil)
        #expect(host.troubles.count == 1 && host.troubles.first?.contains("could not be read") == true, "\(host.troubles)")
        host.end()
    }
}
