import Foundation
import Support
import Testing

@testable import Launch

@Suite("roost-launch, as a real process")
struct LaunchCommandTests {
    @Test func `becomes the program, with its arguments and exit status`() throws {
        let (end, output) = try outcome("--", "sh", "-c", "echo got $1; exit 7", "x", "a b")
        #expect(end == .exited(7))
        #expect(output == "got a b\n")
    }

    @Test func `the feature feels its limit of open files and cannot raise it`() throws {
        let (_, output) = try outcome("--limit", "nofile=100", "--", "sh", "-c", "ulimit -Sn; ulimit -Hn")
        #expect(output == "100\n100\n")
    }

    @Test func `a limit above the host's hard one becomes that one`() throws {
        let hard = ResourceLimits.hardLimit(of: .nofile)
        let (_, output) = try outcome("--limit", "nofile=\(hard + 1)", "--", "sh", "-c", "ulimit -Hn")
        #expect(["\(hard)\n", "\(hard + 1)\n"].contains(output))
    }

    @Test func `without control groups a memory hog fails by its own limit`() throws {
        let (end, output) = try outcome("--limit", "data=40000000", "--", "tail", "-n", "1", "/dev/zero")
        #expect(end == .exited(1))
        #expect(output.contains("memory exhausted"))
    }

    @Test func `new privileges are forbidden`() throws {
        let (_, output) = try outcome("--no-new-privs", "--", "grep", "NoNewPrivs", "/proc/self/status")
        #expect(output.filter { !$0.isWhitespace } == "NoNewPrivs:1")
    }

    @Test func `ignored and blocked signals are not handed down`() throws {
        let folder = try TemporaryFolder.open()
        let launcher = "\(folder.path)/roost-launch"
        try FileManager.default.createSymbolicLink(atPath: launcher, withDestinationPath: Binaries.roost)
        let script = "trap '' PIPE HUP TERM; exec \(launcher) --feature x -- grep -E '^Sig(Ign|Blk)' /proc/self/status"
        let (_, output) = try outcome("--", "sh", "-c", script)
        let masks = output.split(separator: "\n").compactMap { $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } }
        // 32 and 33 are the C library's own, which no program can set.
        #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0])
    }

    @Test func `descriptors above 3 are not handed down`() throws {
        let leak = open("/dev/null", O_RDONLY)
        let high = fcntl(leak, F_DUPFD, 40)
        defer { for file in [leak, high] { close(file) } }
        let (_, output) = try outcome("--", "sh", "-c", "ls /proc/$$/fd | sort -n | tail -1")
        let highest = try #require(Int(output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(highest <= 10)
        #expect(!output.contains("\(high)"))
    }

    @Test func `what a manifest sets is hidden from the launcher and the feature's own`() throws {
        let trace = try RealProcess(
            "roost-launch", ["--feature", "x", "--", "sh", "-c", "echo $LD_TRACE_PRELINKING $LOG; env | grep -c ROOST_SET_"],
            environment: ["PATH=/usr/bin:/bin"] + ["LD_TRACE_PRELINKING=ours", "LOG=info"].map(CarriedVariables.wrapped))
        _ = trace.wait()
        #expect(trace.output == "ours info\n0\n")
    }

    @Test func `a missing program is said, with status 127`() throws {
        let (end, output) = try outcome("--", "./no-such-program")
        #expect(end == .exited(127))
        let line = "cannot run ./no-such-program: no such file; correct 'exec' in its manifest, or install it"
        #expect(output == "roost-launch: probe: \(line)\n")
    }

    @Test(arguments: [("#!/no/such/shell\n", "interpreter or loader"), ("\u{1}\u{2}", "no program for this machine")])
    func `a program that cannot run here is said in words`(text: String, words: String) throws {
        let folder = try TemporaryFolder.open()
        // Copied by another process: a file this one had open for writing might still be, in a child of a parallel test.
        let source = try folder.file("source", text, mode: 0o755)
        _ = try outcome("--", "cp", source, "\(folder.path)/program")
        let (end, output) = try outcome("--", "\(folder.path)/program")
        #expect(end == .exited(127))
        #expect(output.contains(words))
    }

    @Test func `a file that is not executable is said in words`() throws {
        let folder = try TemporaryFolder.open()
        let (end, output) = try outcome("--directory", folder.path, "--", try folder.file("program", "x"))
        #expect(end == .exited(127))
        #expect(output.contains("may not; chmod +x it"))
    }

    @Test(arguments: [["--bogus", "1", "--", "true"], ["--limit", "files=3", "--", "true"], ["--user"], ["--directory", "/"]])
    func `misuse is a setup failure`(arguments: [String]) throws {
        let process = try RealProcess("roost-launch", ["--feature", "probe"] + arguments)
        #expect(process.wait() == .exited(126))
        #expect(process.output.split(separator: "\n").count == 1)
    }

    @Test func `a feature dies with its host`() throws {
        let folder = try TemporaryFolder.open()
        let launcher = "\(folder.path)/roost-launch"
        try FileManager.default.createSymbolicLink(atPath: launcher, withDestinationPath: Binaries.roost)
        let script = "\(launcher) --feature child --death-signal 9 -- sleep 1000 & echo $! >\(folder.path)/pid; wait"
        let host = try launch("--", "sh", "-c", script)
        var child: pid_t = 0
        let asleep = Machine.soon {
            child = folder.text("pid").flatMap { pid_t($0.trimmingCharacters(in: .newlines)) } ?? 0
            return KernelFile.read("/proc/\(child)/cmdline")?.hasPrefix("sleep") == true
        }
        try #require(asleep)
        kill(host.pid, SIGKILL)
        _ = host.wait()
        #expect(Machine.soon { !Machine.isAlive(child) })
    }

    @Test func `a host that died before the launcher looked is noticed`() throws {
        let (end, output) = try outcome("--parent", "\(getpid() + 1)", "--death-signal", "9", "--", "sleep", "1000")
        #expect(end == .exited(126))
        #expect(output.contains("the host died meanwhile"))
    }
}
