import Launch
import Testing

@testable import Kernel

/// Which processes an ended life left behind, over families made up for it. The life was led by 200, started at 50.
@Suite struct `A life that has ended` {
    private let mark = LifeMark(home: "/h", id: "a", number: 4)

    private func entry(_ pid: Int32, session: Int32, group: Int32? = nil, start: Int) throws -> ProcessEntry {
        let stat = "\(pid) (a) S 1 \(group ?? session) \(session) 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 \(start) 0 0"
        return try #require(ProcessEntry(stat: Array(stat.utf8)))
    }

    private func owns(_ process: ProcessEntry, marked: LifeMark? = nil, leaderNow: ProcessEntry? = nil) -> Bool {
        let life = Strays.Life(mark: mark, leader: ProcessLedger.Leader(id: "a", pid: 200, startTime: 50))
        return life.owns(process, marked: marked) { $0 == 200 ? leaderNow : nil }
    }

    @Test func `owns its session, its group and what carries its mark`() throws {
        #expect(try owns(entry(201, session: 200, start: 51)))
        #expect(try owns(entry(202, session: 7, group: 200, start: 51)))
        #expect(try owns(entry(203, session: 7, start: 51), marked: mark))
        #expect(try !owns(entry(204, session: 7, start: 51)))
    }

    @Test func `does not own a session that has its number by chance`() throws {
        let other = try entry(200, session: 200, start: 90)
        #expect(!owns(other, leaderNow: other))
        #expect(try !owns(entry(210, session: 200, start: 91), leaderNow: other))
        #expect(try !owns(entry(211, session: 200, start: 49)))
    }

    @Test func `does not own what another life of this home has marked, whatever its session`() throws {
        let next = LifeMark(home: "/h", id: "a", number: 5)
        #expect(try !owns(entry(201, session: 200, start: 51), marked: next))
        let elsewhere = LifeMark(home: "/other", id: "a", number: 4)
        #expect(try owns(entry(201, session: 200, start: 51), marked: elsewhere))
        #expect(try !owns(entry(201, session: 7, start: 51), marked: elsewhere))
    }

    @Test func `whose leader could not be read owns by its mark alone`() throws {
        let life = Strays.Life(mark: mark, leader: nil)
        let process = try entry(201, session: 200, start: 51)
        #expect(life.owns(process, marked: mark, look: { _ in nil }))
        #expect(!life.owns(process, marked: nil, look: { _ in nil }))
    }
}
