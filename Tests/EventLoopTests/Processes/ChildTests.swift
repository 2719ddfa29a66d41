import EventLoop
import Glibc
import Testing

/// Every test waits for its children's ends: a zombie left here would keep Swift Testing from hearing of its exit tests.
@Suite struct ChildTests {
    let loop = Loop.forTest()
    let ends = Box<[Child.Exit]>([])

    private func shell(_ script: String, stdio: [Child.Stdio] = [], newSession: Bool = false) throws -> Child {
        let command = Child.Command(
            executable: "/bin/sh", arguments: ["sh", "-c", script], environment: ["PATH=/bin:/usr/bin"], stdio: stdio,
            newSession: newSession)
        return try Child.spawn(command, on: loop) { [ends] in ends.value.append($0) }
    }

    /// What the script prints on descriptor 1.
    private func output(of script: String, stdio: [Child.Stdio] = [.null, .pipe], newSession: Bool = false) throws -> String {
        let child = try shell(script, stdio: stdio, newSession: newSession)
        let text = Box("")
        child.pipes[1]?.read { if case .bytes = $0 { text.value += $0.text } }
        loop.run(within: 10_000)
        withExtendedLifetime(child) {}
        return text.value
    }

    @Test func `an exit is told with its status`() throws {
        _ = try shell("exit 7")
        _ = try shell("exit 0")
        loop.run(within: 10_000)
        #expect(ends.value.count == 2)
        #expect(ends.value.contains(.exited(7)) && ends.value.contains(.exited(0)))
    }

    @Test func `a death by signal is told with the signal`() throws {
        let child = try shell("exec sleep 60")
        #expect(child.kill(SIGKILL))
        loop.run(within: 10_000)
        #expect(ends.value == [.signalled(SIGKILL)])
        #expect(!child.kill(SIGKILL), "its pid may be another's by now")
        #expect(child.isClosed)
    }

    @Test func `a child nobody keeps is still reaped and told of`() throws {
        let pid = try shell("exit 3").pid
        loop.run(within: 10_000)
        #expect(ends.value == [.exited(3)])
        #expect(kill(pid, 0) == -1)
    }

    @Test func `a file that is not there is an error and leaves nothing open`() throws {
        let missing = Child.Command(executable: "/nonexistent", arguments: ["x"], stdio: [.null, .pipe, .pipe])
        #expect(throws: UVError.noEntry) { try Child.spawn(missing, on: loop) { _ in Issue.record("told of") } }
        let forbidden = Child.Command(executable: "/etc/passwd", arguments: ["x"])
        #expect(throws: UVError.accessDenied) { try Child.spawn(forbidden, on: loop) { _ in Issue.record("told of") } }
        let nowhere = Child.Command(executable: "/bin/true", arguments: ["x"], directory: "/nonexistent")
        #expect(throws: UVError.noEntry) { try Child.spawn(nowhere, on: loop) { _ in Issue.record("told of") } }
        loop.run(within: 10_000)
        loop.close()
    }

    @Test func `output and errors are read apart, by descriptor`() throws {
        let child = try shell("echo out; echo err >&2; echo three >&3", stdio: [.null, .pipe, .pipe, .pipe])
        let heard = Box<[Int: String]>([:])
        for (descriptor, stream) in child.pipes {
            stream.read { if case .bytes = $0 { heard.value[descriptor, default: ""] += $0.text } }
        }
        loop.run(within: 10_000)
        withExtendedLifetime(child) {}
        #expect(heard.value == [1: "out\n", 2: "err\n", 3: "three\n"])
    }

    @Test func `output that is a pipe can be opened anew by name`() throws {
        #expect(try output(of: "echo again > /dev/stdout") == "again\n")
    }

    @Test func `a descriptor of ours is inherited under another number`() throws {
        let (stream, peer) = try Peer.pair(on: loop)
        _ = try shell("echo hello >&3", stdio: [.null, .null, .null, .inherit(peer.descriptor)])
        let heard = Box("")
        stream.read { [unowned stream] in
            heard.value += $0.text
            stream.close()
        }
        loop.run(within: 10_000)
        #expect(heard.value == "hello\n")
    }

    @Test func `descriptors may change places`() throws {
        var one: [Int32] = [-1, -1]
        var two: [Int32] = [-1, -1]
        pipe(&one)
        pipe(&two)
        let highest = Int(max(one[1], two[1]))
        var stdio = [Child.Stdio](repeating: .null, count: highest + 1)
        stdio[Int(one[1])] = .inherit(two[1])
        stdio[Int(two[1])] = .inherit(one[1])
        let (first, second) = (Peer(one[0]), Peer(two[0]))
        _ = try shell("sh -c 'echo to-one >/proc/self/fd/\(one[1]); echo to-two >/proc/self/fd/\(two[1])'", stdio: stdio)
        loop.run(within: 10_000)
        close(one[1])
        close(two[1])
        #expect(second.receive() == "to-one\n")
        #expect(first.receive() == "to-two\n")
    }

    @Test func `a child has no descriptor of ours that it was not given`() throws {
        var leaky: [Int32] = [-1, -1]
        pipe(&leaky)
        defer {
            for end in leaky { close(end) }
        }
        let (stream, peer) = try Peer.pair(on: loop)
        let listed = try output(of: "exec ls /proc/self/fd", stdio: [.null, .pipe, .null, .inherit(peer.descriptor)])
        // The folder ls is reading is the one it has opened itself.
        #expect(listed.split(separator: "\n").count == 5, "\(listed)")
        #expect(listed.hasPrefix("0\n1\n2\n3\n"))
        withExtendedLifetime(stream) {}
    }

    @Test func `a child starts with no signal blocked and none ignored`() throws {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
        let child = try shell("exec grep -E 'Sig(Blk|Ign)' /proc/self/status", stdio: [.null, .pipe])
        Loop.clearSignalMask()
        let text = Box("")
        child.pipes[1]?.read { if case .bytes = $0 { text.value += $0.text } }
        loop.run(within: 10_000)
        withExtendedLifetime(child) {}
        let masks = text.value.split(separator: "\n").compactMap { UInt64($0.suffix(16), radix: 16) }
        // The 31 that have names; those from 32 on are the C library's and real-time.
        #expect(masks.map { $0 & 0x7fff_ffff } == [0, 0], "\(text.value)")
    }

    @Test func `its environment, folder and name are those of its command`() throws {
        let command = Child.Command(
            executable: "/bin/sh", arguments: ["other-name", "-c", "echo $0 $A; pwd; env | grep -c ."],
            environment: ["A=b c", "PATH=/bin"],
            directory: "/usr", stdio: [.null, .pipe])
        let child = try Child.spawn(command, on: loop) { _ in }
        let text = Box("")
        child.pipes[1]?.read { if case .bytes = $0 { text.value += $0.text } }
        loop.run(within: 10_000)
        withExtendedLifetime(child) {}
        #expect(text.value.hasPrefix("other-name b c\n/usr\n"))
    }

    @Test func `a session of its own is signalled as a whole, also after its leader's end`() throws {
        let child = try shell("sleep 60 & echo ready; exec sleep 60", stdio: [.null, .pipe], newSession: true)
        #expect(getsid(child.pid) == child.pid)
        child.pipes[1]?.read { [loop] _ in loop.stop() }
        loop.run(within: 10_000)
        child.pipes[1]?.close()
        #expect(child.kill(SIGKILL))
        loop.run(within: 10_000)
        #expect(ends.value == [.signalled(SIGKILL)])
        #expect(child.killGroup(SIGKILL), "the second sleep is left")
    }

    @Test func `without a session of its own there is no group to signal`() throws {
        let child = try shell("exit 0")
        #expect(!child.killGroup(SIGTERM))
        loop.run(within: 10_000)
    }

    @Test func `many children end and each is told of`() throws {
        let children = try (0..<40).map { try shell("exit \($0)") }
        loop.run(within: 10_000)
        #expect(Set(ends.value.map { "\($0)" }).count == children.count)
    }
}
