import Glibc
import Testing

@testable import Kernel

/// The words between kernel and guard, and what is made of them.
@Suite struct GuardValueTests {
    @Test(
        arguments: [
            ("confirmed 17", .confirmed("17")), ("confirmed -", .confirmed("-")),
            ("refused a-B-9 no trial is on", .refused("a-B-9", words: "no trial is on")),
            ("refused 17", .refused("17", words: "the guard refused, without a reason")),
            ("confirmed \(String(repeating: "x", count: 64))", .confirmed(String(repeating: "x", count: 64))),
        ] as [(String, GuardAnswer)])
    func `an answer names its transaction`(line: String, answer: GuardAnswer) {
        #expect(GuardAnswer(line: line) == answer)
    }

    @Test(arguments: [
        "", " ", "confirmed", "confirmed ", "confirmed  17", "confirmed 1/2", "confirmed 17 ", "confirmed 17 more", "CONFIRMED 17",
        "refused",
        "refused  words", "beat", "confirmed ü", "confirmed \(String(repeating: "x", count: 65))", "\u{0}", "confirmed 17\r",
    ])
    func `any other line is none`(line: String) {
        #expect(GuardAnswer(line: line) == nil)
    }

    @Test func `lines are whole however they come, and a long one is left out`() {
        let text = Array("one\n\ntwo\n\(String(repeating: "x", count: 5000))\nthree\n\(String(repeating: "y", count: 1024))\nfour".utf8)
        let expected = ["one", "", "two", "three", String(repeating: "y", count: 1024)]
        for size in [1, 2, 3, 1000, text.count] {
            var lines = GuardLines()
            var heard: [String] = []
            for start in stride(from: 0, to: text.count, by: size) {
                heard += text[start..<min(start + size, text.count)].withUnsafeBytes { lines.take($0) }
            }
            #expect(heard == expected, "in pieces of \(size)")
        }
    }

    @Test func `what is no connected unix socket is told and left alone`() throws {
        var pipes: [Int32] = [-1, -1]
        #expect(pipe(&pipes) == 0)
        let unconnected = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let internet = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let file = open("/dev/null", O_RDWR)
        var datagrams: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &datagrams) == 0)
        let all = pipes + [unconnected, internet, file] + datagrams
        defer { for descriptor in all { close(descriptor) } }
        for text in all.map(String.init) + ["", "x", "0", "1", "2", "-1", "99999", "4294967299", "99999999999999999999", " 3"] {
            let taken = GuardInheritance(descriptor: text, slot: nil)
            #expect(taken.descriptor == nil && taken.problem != nil, "\(text)")
        }
        for descriptor in all { #expect(fcntl(descriptor, F_GETFD) >= 0) }
        #expect(GuardInheritance(descriptor: nil, slot: "b").problem == nil)
    }

    @Test func `one end of a socketpair is taken, and closes on exec`() {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        let taken = GuardInheritance(descriptor: String(ends[0]), slot: "factory")
        #expect(taken.descriptor == ends[0] && taken.problem == nil && taken.slot == "factory")
        #expect(fcntl(ends[0], F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test(arguments: ["", "c", "A", "a ", "../a", "factory2"])
    func `other slots are none`(slot: String) { #expect(GuardInheritance(descriptor: nil, slot: slot).slot == nil) }
}
