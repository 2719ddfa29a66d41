import Glibc
import Launch
import Testing

@testable import roost

@Suite struct `A table of processes` {
    private func entry(_ pid: Int32, group: Int32, ticks: UInt64, pages: UInt64 = 1, start: UInt64 = 1) throws -> ProcessEntry {
        let text = "\(pid) (a) b ) c) S 1 \(group) 1 0 -1 0 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 \(start) 0 \(pages) 0"
        return try #require(ProcessEntry(stat: Array(text.utf8)))
    }

    @Test func `a process is read whatever its name`() throws {
        let entry = try entry(7, group: 5, ticks: 11, pages: 3, start: 9)
        #expect(entry.pid == 7 && entry.group == 5 && entry.ticks == 11 && entry.residentPages == 3 && entry.startTime == 9)
        #expect(ProcessEntry(stat: Array("7 (a".utf8)) == nil)
    }

    @Test func `a group uses what its processes use together since the last time`() throws {
        let before = ProcessTable([try entry(5, group: 5, ticks: 100), try entry(6, group: 5, ticks: 900, start: 1)])
        let now = ProcessTable([
            try entry(5, group: 5, ticks: 150), try entry(6, group: 5, ticks: 20, start: 2), try entry(8, group: 8, ticks: 1000),
        ])
        let usage = now.usage(ofGroup: 5, since: before)
        #expect(usage == .init(processes: 2, seconds: 0.7, bytes: 8192))
        #expect(now.usage(ofGroup: 99, since: before) == .init())
        #expect(now.usage(ofProcess: 6, since: before)?.seconds == 0.2 && now.usage(ofProcess: 99, since: before) == nil)
    }

    @Test func `this very process is in it`() throws {
        let now = ProcessTable.now()
        #expect(try #require(now.usage(ofProcess: getpid(), since: now)).bytes > 0)
    }
}
