import Contracts
import Glibc
import Support
import Synchronization
import Testing

@testable import Journal

/// Somebody else puts files at the names of a move while it is done: what is the caller's is never lost.
@Suite struct StrangerTests {
    /// Makes a file at a name where there is none, just before the nth call that changes something.
    private final class Stranger: Sendable {
        private let state: Mutex<(count: Int, limit: Int)>
        private let path: String

        init(at path: String, before limit: Int) {
            self.path = path
            state = Mutex((0, limit))
        }

        var hasCome: Bool { state.withLock { $0.count >= $0.limit } }

        var deeds: Deeds {
            Deeds { [self] call, _ throws(OperationFailure) in
                guard call != .record else { return }
                let isNow = state.withLock {
                    $0.count += 1
                    return $0.count == $0.limit
                }
                if isNow { close(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)) }
            }
        }
    }

    /// Puts a second name of a file that is not the caller's in the place of what is being made.
    private func swap(_ name: String, at call: Deeds.Call, in machine: Machine) -> Deeds {
        let (place, secret) = (machine.path(name), machine.path("secret"))
        return Deeds { made, _ throws(OperationFailure) in
            guard made == call else { return }
            unlink(place)
            link(secret, place)
        }
    }

    @Test(arguments: [
        (JournalContract.Operation.swapLink(link: "@home/data/app/current", to: "it"), ".roost-1-0.new", Deeds.Call.own),
        (.snapshotDatabase(path: "@home/data/app/app.db", to: "@home/data/app/sub/copy.db"), ".roost-1-0.new-snapshot", .rename),
    ])
    func `a file of somebody else that is put in the place of what is made keeps its owner and mode`(
        _ operation: JournalContract.Operation, _ name: String, _ call: Deeds.Call
    ) throws {
        let machine = try Machine()
        try machine.makeDatabase()
        try machine.makeFolder("sub")
        try machine.put("it", "1")
        try machine.put("secret", "s", mode: 0o600)
        if geteuid() == 0 { chown(machine.path("."), 65534, 65534) }
        let (workshop, tag) = (try machine.workshop(swap(name, at: call, in: machine)), Tag(transaction: 1, operation: 0))
        #expect(throws: OperationFailure.self) { try workshop.perform(.stage, of: operation, tag) }
        #expect(machine.tree["data/app/secret"]?.hasPrefix("file 600 0:0") == true)
        try machine.workshop().perform(.undo, of: operation, tag)
        #expect(!machine.tree.keys.contains { $0.contains(".roost-") })
    }

    private enum WayBack: CaseIterable { case rollback, recovery, retriedFirst }

    @Test(arguments: ["it", "new"], WayBack.allCases)
    private func `what was moved and what was there come back, whenever a stranger takes one of their names`(
        _ name: String, _ way: WayBack
    ) throws {
        for limit in 1... {
            let folder = try TemporaryFolder("stranger", mode: 0o755, inMemory: true)
            let stranger = Stranger(at: folder.path("data/app/\(name)"), before: limit)
            let machine = try Machine(stranger.deeds, on: folder)
            try machine.put("new", "2")
            try machine.put("it", "1")
            let old = machine.tree
            let id = try machine.begin([.move(from: "new", to: "it")]).id
            for _ in 0..<3 { _ = try? machine.advance(id) }
            if way == .retriedFirst { _ = try? machine.advance(id) }
            if way == .recovery { _ = try machine.recover(stranger.deeds) } else { _ = try? machine.rollBack(id) }
            _ = try machine.recover()
            #expect(machine.tree == old, "a stranger before call \(limit)")
            if !stranger.hasCome { break }
        }
    }

    @Test func `cut while it is undone, a stranger at the target is not taken for what was moved`() throws {
        for limit in 1... {
            let machine = try Machine()
            try machine.put("new", "2")
            try machine.put("it", "1")
            let old = machine.tree
            let id = try machine.begin([.move(from: "new", to: "it")]).id
            for _ in 0..<3 { try machine.advance(id) }
            let cut = PowerCut(after: limit)
            _ = try machine.recover(cut)
            guard cut.hasHappened else { break }
            if machine.tree["data/app/it"] == nil { try machine.put("it", "stranger") }
            _ = try machine.recover()
            #expect(machine.tree == old, "cut after call \(limit)")
        }
    }
}
