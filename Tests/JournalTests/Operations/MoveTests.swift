import Contracts
import Glibc
import Support
import Testing

@testable import Journal

/// What a running feature may do in the middle of a move, and what it may move.
@Suite struct MoveTests {
    @Test func `a file whose name is no text is synced before it is moved, like any other`() throws {
        let synced = Shared<[String]>([])
        let machine = try Machine(Deeds { call, name throws(OperationFailure) in if call == .sync { synced.value.append(name) } })
        try machine.makeFolder("new")
        try machine.put("new/text", "1")
        let odd: [CChar] = Array("\(machine.path("new/"))".utf8CString.dropLast()) + [-1, 0]
        close(open(odd, O_WRONLY | O_CREAT, 0o600))
        defer { unlink(odd) }
        let id = try machine.begin([.move(from: "new", to: "it")]).id
        try machine.advance(id)
        #expect(Set(synced.value).isSuperset(of: ["text", "\u{FFFD}", "."]), "\(synced.value)")
    }

    /// Makes the target anew, before the call number `limit` of SWITCH on.
    private func machine(meddlingAt limit: Int, _ counter: PowerCut) throws -> Machine {
        let folder = Shared("")
        let counting = counter.deeds
        let machine = try Machine(
            Deeds { call, name throws(OperationFailure) in
                try counting.before(call, name)
                guard counter.count == limit, call != .record else { return }
                let file = open("\(folder.value)/it", O_WRONLY | O_CREAT | O_EXCL, 0o600)
                if file >= 0 { close(file) }
            })
        folder.value = machine.path("")
        return machine
    }

    private func advance(_ machine: Machine, _ id: Int64) throws {
        for _ in 0..<3 { try machine.advance(id) }
    }

    @Test(arguments: [true, false])
    func `whoever makes the target anew while it is replaced, the source survives a rollback`(_ isCut: Bool) throws {
        for limit in 1...40 {
            let counter = PowerCut()
            let machine = try machine(meddlingAt: limit, counter)
            try machine.put("it", "old")
            try machine.put("new", "new")
            let id = try machine.begin([.move(from: "new", to: "it")]).id
            let isSwitched = (try? advance(machine, id)) != nil
            if isCut { _ = try machine.recover() } else { try machine.rollBack(id) }
            #expect(machine.folder.read("data/app/new") == "new" && machine.folder.read("data/app/it") == "old", "made at \(limit)")
            #expect(!machine.tree.keys.contains { $0.contains(".roost-") })
            if isSwitched, counter.count < limit { return }
        }
        Issue.record("more calls than expected")
    }
}
