import Glibc
import Support

/// The other end of a host's link to its guard, in this test's hands.
final class GuardStandIn {
    /// For the host to inherit.
    let theirs: Int32
    private var ours: RawSocket?
    private var isLetGo = false
    private var heard: [UInt8] = []
    /// Of the first line that was not waited for yet.
    private var next = 0
    /// Every whole line so far.
    private(set) var lines: [String] = []

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw SystemError("socketpair")
        }
        theirs = ends[0]
        ours = RawSocket(adopting: ends[1])
    }

    deinit { letGo() }

    /// The host alone holds its end now.
    func letGo() {
        if !isLetGo { close(theirs) }
        isLetGo = true
    }

    func say(_ line: String) throws { try ours?.send("\(line)\n") }

    /// As if the guard had been killed.
    func die() { ours = nil }

    /// Waits for a line that it has not waited for yet.
    func hear(_ line: String, within time: Duration = Deadline.patience) throws {
        let deadline = Deadline(within: time)
        while true {
            if let index = lines[next...].firstIndex(of: line) {
                next = index + 1
                return
            }
            guard !isEnded else { throw DeadlinePassed(waitingFor: "'\(line)' from a host that has closed its link: \(lines)") }
            try read(until: deadline)
        }
    }

    /// Reads until the host has closed its end.
    func waitForEnd(within time: Duration = Deadline.patience) throws {
        let deadline = Deadline(within: time)
        while !isEnded { try read(until: deadline) }
    }

    private var isEnded: Bool { ours?.isEnded ?? true }

    private func read(until deadline: Deadline) throws {
        heard += try ours?.read(until: deadline) ?? []
        while let end = heard.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: heard[..<end], as: UTF8.self))
            heard.removeFirst(end + 1)
        }
    }
}
