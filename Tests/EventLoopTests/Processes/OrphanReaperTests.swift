import EventLoop
import Glibc
import Testing

/// In processes of their own: the reaper is for all children of a process, and other tests have some.
@Suite struct OrphanReaperTests {
    @Test func `a grandchild whose parent is gone is reaped, and every child's end still told`() async {
        await #expect(processExitsWith: .success) { try reapAmongChildren() }
    }
}

private func reapAmongChildren() throws {
    let loop = Loop.forTest()
    let reaped = Box<[Int32]>([])
    let ends = Box<[Int32]>([])
    let printed = Box("")
    let isDone = { reaped.value.count == 10 && ends.value.count == 30 }
    let reaper = try OrphanReaper(on: loop) { [loop] pid in
        reaped.value.append(pid)
        if isDone() { loop.stop() }
    }
    let holding = Timer(on: loop) {}
    holding.start(after: 60_000)
    func shell(_ script: String, expecting code: Int32) throws {
        let command = Child.Command(executable: "/bin/sh", arguments: ["sh", "-c", script], stdio: [.null, .pipe])
        let child = try Child.spawn(command, on: loop) { [loop] end in
            #expect(end == .exited(code))
            ends.value.append(code)
            if isDone() { loop.stop() }
        }
        child.pipes[1]?.read { if case .bytes = $0 { printed.value += $0.text } }
    }
    for number in 0..<10 {
        try shell("sh -c 'sleep 0.0\(number) & echo $!'", expecting: 0)
        try shell("exit \(number)", expecting: Int32(number))
        try shell("sleep 0.0\(number); exit \(number)", expecting: Int32(number))
    }
    loop.run(within: 10_000)
    #expect(ends.value.count == 30 && reaped.value.count == 10, "\(ends.value.sorted()) \(reaped.value)")
    #expect(Set(reaped.value.map { "\($0)" }) == Set(printed.value.split(separator: "\n").map(String.init)))
    #expect(waitpid(-1, nil, WNOHANG) == -1, "no zombie is left")
    reaper.close()
    holding.close()
    loop.close()
}
