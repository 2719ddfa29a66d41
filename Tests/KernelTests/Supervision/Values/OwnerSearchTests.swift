import Launch
import Testing

@testable import Kernel

/// Whose a process is, over families made up for it. The host is 100, its feature `a` was started as 200, `b` as 300.
@Suite struct `An owner search` {
    private struct Scene {
        var processes: [Int32: ProcessEntry] = [:]
        var marks: [Int32: LifeMark] = [:]
        var groups: [Int32: String] = [:]

        init() {
            add(100, child: 1)
            add(200, child: 100, session: 200)
            add(300, child: 100, session: 300)
        }

        mutating func add(_ pid: Int32, child parent: Int32, session: Int32 = 7, flags: Int = 0, start: Int = 50) {
            let stat = "\(pid) (a) b) S \(parent) \(session) \(session) 0 -1 \(flags) 0 0 0 0 1 1 0 0 20 0 1 0 \(start) 0 0"
            processes[pid] = ProcessEntry(stat: Array(stat.utf8))
        }

        func search() -> OwnerSearch {
            OwnerSearch(
                host: 100, home: "/h", leaders: [200: "a", 300: "b"], isKnown: { ["a", "b"].contains($0) }, group: { groups[$0] },
                look: { processes[$0] }, mark: { marks[$0.pid] })
        }

        func owner(of pid: Int32) -> ProcessOwner { search().owner(of: pid) }
    }

    private func isUnknown(_ owner: ProcessOwner, _ words: String) -> Bool {
        if case .unknown(let why) = owner { why.contains(words) } else { false }
    }

    @Test func `leaves alone who only runs beside the host, and the host itself`() {
        var scene = Scene()
        scene.add(10, child: 1)
        scene.add(11, child: 10)
        scene.add(12, child: 0)
        for pid in [10, 11, 12, 100] as [Int32] { #expect(scene.owner(of: pid) == .nobody) }
    }

    @Test func `knows a feature by its group, its session, its ancestors and its mark`() {
        var scene = Scene()
        scene.add(10, child: 100)
        scene.groups[10] = "a"
        scene.add(11, child: 1, session: 300)
        scene.add(12, child: 200)
        scene.add(13, child: 12)
        scene.add(14, child: 100)
        scene.marks[14] = LifeMark(home: "/h", id: "b", number: 4)
        scene.add(15, child: 1)
        scene.marks[15] = LifeMark(home: "/h", id: "a", number: 4)
        #expect([10, 11, 12, 13, 14, 15].map { scene.owner(of: $0) } == ["a", "b", "a", "a", "b", "a"].map { .feature($0) })
    }

    @Test func `does not believe the mark of another home`() {
        var scene = Scene()
        scene.add(10, child: 1)
        scene.marks[10] = LifeMark(home: "/other", id: "a", number: 1)
        #expect(scene.owner(of: 10) == .nobody)
    }

    @Test func `gives nobody away whom a feature left behind without a trace`() {
        var scene = Scene()
        scene.add(10, child: 100)
        scene.add(11, child: 10)
        #expect(isUnknown(scene.owner(of: 10), "left behind") && isUnknown(scene.owner(of: 11), "left behind"))
    }

    @Test func `refuses what a feature that is no more has left`() {
        var scene = Scene()
        scene.add(10, child: 100)
        scene.groups[10] = "gone"
        scene.add(11, child: 1)
        scene.marks[11] = LifeMark(home: "/h", id: "gone", number: 1)
        #expect(isUnknown(scene.owner(of: 10), "'gone'") && isUnknown(scene.owner(of: 11), "'gone'"))
    }

    @Test func `refuses who is gone, ends, or cannot be seen`() {
        var scene = Scene()
        scene.add(10, child: 1, flags: 0x40_0004)
        #expect(isUnknown(scene.owner(of: 10), "is gone") && isUnknown(scene.owner(of: 99), "is gone"))
        #expect(isUnknown(scene.owner(of: 0), "cannot be seen"))
    }

    @Test func `refuses a number that went to another process meanwhile`() {
        var scene = Scene()
        scene.add(10, child: 1)
        var search = scene.search()
        var looks = 0
        let first = scene.processes[10]
        scene.add(10, child: 1, start: 51)
        search.look = { [scene] in
            looks += 1
            return looks == 1 ? first : scene.processes[$0]
        }
        #expect(isUnknown(search.owner(of: 10), "is gone"))
    }

    /// 11's parent 10 ends, the host takes 11 in, and another process gets the number 10.
    @Test func `is not led astray by a parent whose number goes to another`() {
        var scene = Scene()
        scene.add(10, child: 200)
        scene.add(11, child: 10)
        let before = scene.processes
        scene.add(10, child: 1, start: 90)
        scene.add(11, child: 100)
        var search = scene.search()
        var looks = 0
        search.look = { [after = scene.processes] in
            looks += 1
            return looks == 1 ? before[$0] : after[$0]
        }
        #expect(isUnknown(search.owner(of: 11), "left behind"))
    }

    @Test func `gives up on a family that changes all the time`() {
        var scene = Scene()
        scene.add(10, child: 1)
        var search = scene.search()
        var looks = 0
        search.look = { [scene] pid in
            looks += 1
            var made = scene
            made.add(pid, child: Int32(1000 + looks))
            return made.processes[pid]
        }
        #expect(isUnknown(search.owner(of: 10), "too fast"))
    }
}
