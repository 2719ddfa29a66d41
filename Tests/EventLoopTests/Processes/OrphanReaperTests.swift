import EventLoop
import Glibc
import Testing

extension OwnProcessTests {
    @Test func `a grandchild whose parent is gone is reaped, and every child's end still told`() async {
        await #expect(processExitsWith: .success) { try reapAmongChildren() }
    }
}

/// The orphans live until their parents' ends have been told, so that no shell reaps its own child.
private func reapAmongChildren() throws {
    let loop = Loop.forTest()
    let reaped = Box<[Int32]>([])
    let ends = Box(0)
    let printed = Box("")
    let children = Box<[Child]>([])
    var held: [Int32] = [-1, -1]
    pipe(&held)
    let (reading, writing) = (held[0], held[1])
    // What a child printed may be read after its end is told.
    func stopOnceDone() {
        let lines = printed.value.count { $0 == "\n" }
        if reaped.value.count == 10 && ends.value == 30 && lines == 10 { loop.stop() }
    }
    let reaper = try OrphanReaper(on: loop) { pid in
        reaped.value.append(pid)
        stopOnceDone()
    }
    let holding = Timer(on: loop) {}
    holding.start(after: 60_000)
    func shell(_ script: String, expecting code: Int32) throws {
        let command = Child.Command(
            executable: "/bin/sh", arguments: ["sh", "-c", script], stdio: [.null, .pipe, .null, .inherit(reading)])
        let child = try Child.spawn(command, on: loop) { end in
            #expect(end == .exited(code))
            ends.value += 1
            if ends.value == 20 { endOrphans() }
            stopOnceDone()
        }
        child.pipes[1]?.read {
            guard case .bytes = $0 else { return }
            printed.value += $0.text
            stopOnceDone()
        }
        children.value.append(child)
    }
    func endOrphans() {
        close(writing)
        for number in 0..<10 { try? shell("exit \(number)", expecting: Int32(number)) }
    }
    for number in 0..<10 {
        try shell("exit \(number)", expecting: Int32(number))
        try shell("head -c1 <&3 >/dev/null & echo $!", expecting: 0)
    }
    loop.run(within: 60_000)
    #expect(ends.value == 30)
    #expect(Set(reaped.value.map { "\($0)" }) == Set(printed.value.split(separator: "\n").map(String.init)))
    #expect(waitpid(-1, nil, WNOHANG) == -1, "no zombie is left")
    reaper.close()
    children.value = []
    loop.close()
}
