import EventLoop
import Foundation
import Testing

/// The version 2 tree of this machine, if it may be written.
private enum VersionTwo {
    static let givesBirth = path.map { Child.canBeBorn(into: $0) } ?? false

    static let path: String? = {
        let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
        let mount = mounts.split(separator: "\n").first { $0.contains(" - cgroup2 ") }?.split(separator: " ").dropFirst(4).first
        return mount.map(String.init).flatMap { access($0 + "/cgroup.procs", W_OK) == 0 ? $0 : nil }
    }()
}

/// Children started in a version 2 control group: all that is true of others, and where they are.
///
/// Every test waits for its children's ends: a zombie left here would keep Swift Testing from hearing of its exit tests.
@Suite(.enabled(if: VersionTwo.givesBirth, "needs Linux 5.7 and a writable version 2 tree"))
final class ChildGroupTests {
    let loop = Loop.forTest()
    let ends = Box<[Child.Exit]>([])
    let name = "roost-test-\(UUID().uuidString.prefix(8))"
    var group: String { "\(VersionTwo.path ?? "")/\(name)" }

    init() throws { try #require(mkdir(group, 0o755) == 0) }

    deinit { rmdir(group) }

    private func start(_ command: Child.Command) throws -> Child {
        try Child.spawn(command, on: loop) { [ends] in ends.value.append($0) }
    }

    private func shell(_ script: String, stdio: [Child.Stdio] = [.null, .pipe], newSession: Bool = false) throws -> Child {
        try start(
            Child.Command(
                executable: "/bin/sh", arguments: ["sh", "-c", script], environment: ["PATH=/bin:/usr/bin", "A=b"], directory: "/usr",
                stdio: stdio, newSession: newSession, controlGroup: group))
    }

    private func output(of child: Child) -> String {
        let text = Box("")
        child.pipes[1]?.read { if case .bytes = $0 { text.value += $0.text } }
        loop.run(within: 10_000)
        return text.value
    }

    @Test func `is in its group before it does anything, and so is whom it starts`() throws {
        let text = output(of: try shell("cat /proc/$$/cgroup; exec cat /proc/self/cgroup"))
        #expect(text.split(separator: "\n").filter { $0 == "0::/\(name)" }.count == 2, "\(text)")
        #expect(ends.value == [.exited(0)])
    }

    @Test func `has the surroundings of its command, and nothing else`() throws {
        let text = output(of: try shell("echo $A $PWD; ls -x /proc/self/fd; ps -o sid= -p $$", newSession: true))
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        // 3 is the folder that ls reads.
        #expect(lines.first == "b /usr" && lines.dropFirst().first?.split(separator: " ") == ["0", "1", "2", "3"], "\(text)")
        #expect(lines.last.flatMap { Int32($0) }.map { $0 != getsid(0) } == true)
    }

    @Test func `inherited descriptors change places`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        _ = try shell("echo by 0 >&0; echo by 3 >&3", stdio: [.inherit(ends[1]), .null, .null, .inherit(ends[1])])
        loop.run(within: 10_000)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(ends[0], &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "by 0\nby 3\n")
    }

    @Test func `its end is told, with status or signal, and it is reaped`() throws {
        let killed = try shell("exec sleep 60", newSession: true)
        #expect(killed.killGroup(SIGKILL))
        loop.run(within: 10_000)
        _ = try shell("exit 7")
        loop.run(within: 10_000)
        #expect(ends.value == [.signalled(SIGKILL), .exited(7)])
        #expect(!killed.kill(SIGKILL) && killed.isClosed && kill(killed.pid, 0) == -1)
    }

    @Test func `whether one can be born is told by trying`() {
        #expect(Child.canBeBorn(into: group))
        for path in ["/nonexistent", "/tmp", "/dev/null", ""] { #expect(!Child.canBeBorn(into: path)) }
        loop.run(within: 10_000)
    }

    @Test func `what cannot be started is an error, and leaves nothing`() throws {
        func refused(_ change: (inout Child.Command) -> Void) -> UVError? {
            var command = Child.Command(executable: "/bin/true", arguments: ["x"], stdio: [.null, .pipe], controlGroup: group)
            change(&command)
            do throws(UVError) {
                _ = try Child.spawn(command, on: loop) { _ in Issue.record("told of") }
                return nil
            } catch {
                return error
            }
        }
        #expect(refused { $0.executable = "/nonexistent" } == .noEntry)
        #expect(refused { $0.executable = "/etc/passwd" } == .accessDenied)
        #expect(refused { $0.directory = "/nonexistent" } == .noEntry)
        #expect(refused { $0.controlGroup = "/nonexistent" } == .noEntry)
        #expect(refused { $0.controlGroup = "/tmp" } == .badDescriptor)
        loop.run(within: 10_000)
        #expect(rmdir(group) == 0, "a process of it is left")
        loop.close()
    }
}
