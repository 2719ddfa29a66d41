import EventLoop
import Glibc
import Testing

@testable import Kernel

/// The link on a real socketpair, with a guard that does as each test wants.
@Suite struct GuardLinkTests {
    private final class Pair {
        let loop = Loop()
        let other: Int32
        private(set) var link: GuardLink!
        private(set) var troubles: [String] = []
        private(set) var ends = 0
        private var heard = ""

        init(patience: UInt64 = 5_000) throws {
            var ends: [Int32] = [-1, -1]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
            other = ends[1]
            link = try GuardLink(
                adopting: ends[0], on: loop, patience: patience, trouble: { [unowned self] in troubles.append($0) },
                gone: { [unowned self] in self.ends += 1 })
        }

        deinit {
            link.close()
            hangUp()
            loop.close()
        }

        func hangUp() { close(other) }

        func say(_ text: String) {
            let bytes = Array(text.utf8)
            var isSaid = false
            loop.drive { [other] in
                isSaid = isSaid || send(other, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
                return isSaid
            }
            #expect(isSaid)
        }

        /// All lines so far.
        func lines() -> [Substring] {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = recv(other, &buffer, buffer.count, 0), count > 0 {
                heard += String(decoding: buffer[..<count], as: UTF8.self)
            }
            return heard.split(separator: "\n")
        }

        func wait(for line: String) {
            loop.drive { [self] in lines().contains { $0 == line } }
            #expect(lines().contains { $0 == line })
        }

        func fill() {
            let bytes = [UInt8](repeating: 0x78, count: 4096)
            while send(other, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 {}
        }
    }

    @Test func `it beats again and again, and says when all is ready`() throws {
        let pair = try Pair()
        pair.link.sayReady()
        pair.loop.drive { pair.lines().count { $0 == "beat" } == 2 }
        #expect(pair.lines().count { $0 == "beat" } == 2 && pair.lines().contains("ready"))
    }

    @Test func `a confirmation is asked for once and told to all who asked`() throws {
        let pair = try Pair()
        var outcomes: [ConfirmationOutcome] = []
        for _ in 0..<2 { pair.link.confirm("17") { outcomes.append($0) } }
        pair.link.confirm("18") { outcomes.append($0) }
        #expect(outcomes == [.busy(with: "17")])
        pair.wait(for: "confirm 17")
        pair.say("nonsense\nconfirmed 18\nconfirmed 17")
        #expect(!pair.loop.isDone(within: 30) { outcomes.count > 1 })
        pair.say("\n")
        #expect(pair.loop.isDone { outcomes == [.busy(with: "17"), .confirmed, .confirmed] })
        #expect(pair.lines().count { $0.hasPrefix("confirm") } == 1)
        pair.link.confirm("-") { outcomes.append($0) }
        pair.say("refused - no trial is on\n")
        #expect(pair.loop.isDone { outcomes.last == .refused("no trial is on") })
    }

    @Test func `a guard that does not answer, or is gone, is waited for no longer`() throws {
        let pair = try Pair(patience: 20)
        var outcomes: [ConfirmationOutcome] = []
        pair.link.confirm("17") { outcomes.append($0) }
        #expect(pair.loop.isDone { outcomes == [.overdue] })
        pair.link.confirm("18") { outcomes.append($0) }
        shutdown(pair.other, Int32(SHUT_WR))
        #expect(pair.loop.isDone { pair.ends == 1 } && outcomes == [.overdue, .gone] && !pair.link.isOpen)
        pair.link.confirm("19") { outcomes.append($0) }
        #expect(outcomes == [.overdue, .gone, .gone])
        var isSaid = false
        pair.link.sayRestart { isSaid = true }
        #expect(isSaid && pair.ends == 1)
    }

    @Test func `a guard that does not read costs a bound, and is not waited for`() throws {
        let pair = try Pair()
        var outcomes: [ConfirmationOutcome] = []
        var asked = 0
        // Refused at once where it does not fit any more: the link asks no second time for what it could not say.
        while outcomes.isEmpty, asked < 100_000 {
            asked += 1
            pair.link.sayReady()
            if !pair.troubles.isEmpty { pair.link.confirm("17") { outcomes.append($0) } }
        }
        #expect(outcomes == [.unheard] && asked < 100_000)
        #expect(pair.loop.isDone { pair.troubles.contains("the guard does not read: it hears no beats") })
        var isSaid = false
        pair.link.sayRestart { isSaid = true }
        #expect(isSaid && pair.ends == 0 && pair.link.isOpen)
        #expect(pair.lines().count { $0 == "ready" } > 0)
    }

    @Test func `a flood of nonsense is read and forgotten`() throws {
        let pair = try Pair()
        for _ in 0..<20 {
            pair.fill()
            #expect(!pair.loop.isDone(within: 5) { pair.ends > 0 })
        }
        var outcome: ConfirmationOutcome?
        pair.link.confirm("17") { outcome = $0 }
        #expect(!pair.loop.isDone(within: 20) { outcome != nil })
        pair.say("\nconfirmed 17\n")
        #expect(pair.loop.isDone { outcome == .confirmed })
    }
}

extension Loop {
    /// Whether it becomes so within that many milliseconds.
    fileprivate func isDone(within time: Int64 = 10_000, _ condition: @escaping () -> Bool) -> Bool {
        let deadline = BootTime.now() + time
        drive { condition() || BootTime.now() > deadline }
        return condition()
    }
}
