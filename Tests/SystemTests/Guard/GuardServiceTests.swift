import Glibc
import Support
import Testing

/// The guard as a service of systemd, as process 1, and at the end of a signal.
@Suite struct GuardServiceTests {
    @Test(arguments: [false, true])
    func `a service manager hears of readiness, of life, and of the end`(isAbstract: Bool) throws {
        let home = try GuardedHome(a: .good)
        let name = isAbstract ? "@roost-guard-test-\(getpid())" : home.folder.path("notify")
        let manager = try NotifySocket(name)
        try home.start(environment: ["NOTIFY_SOCKET=\(name)", "WATCHDOG_USEC=400000"])
        try manager.wait(for: "readiness") { $0.contains("READY=1\nSTATUS=running slot a") }
        try manager.wait(for: "three signs of life") { $0.filter { $0 == "WATCHDOG=1" }.count >= 3 }
        #expect(try home.stop() == .exited(0))
        manager.listen()
        #expect(manager.heard.contains("STOPPING=1"))
    }

    @Test func `no sign of life is given while the kernel gives none`() throws {
        let home = try GuardedHome(a: .mute)
        let manager = try NotifySocket(home.folder.path("notify"))
        try home.start("--silence", "1", environment: ["NOTIFY_SOCKET=\(home.folder.path("notify"))", "WATCHDOG_USEC=100000"])
        try home.waitForStart(2)
        manager.listen()
        #expect(manager.heard.isEmpty)
    }

    @Test func `while the host starts, each sign of life asks for more time`() throws {
        let home = try GuardedHome(a: .beating)
        let manager = try NotifySocket(home.folder.path("notify"))
        try home.start(environment: ["NOTIFY_SOCKET=\(home.folder.path("notify"))", "WATCHDOG_USEC=400000"])
        let sign = "WATCHDOG=1\nEXTEND_TIMEOUT_USEC=400000"
        try manager.wait(for: "two signs of life") { $0.filter { $0 == sign }.count >= 2 }
        #expect(Set(manager.heard) == [sign])
    }

    @Test func `a watchdog that is another process's is left alone`() throws {
        let home = try GuardedHome(a: .good)
        let manager = try NotifySocket(home.folder.path("notify"))
        let variables = ["NOTIFY_SOCKET=\(home.folder.path("notify"))", "WATCHDOG_USEC=100000", "WATCHDOG_PID=1"]
        try home.start(environment: variables)
        try manager.wait(for: "readiness") { $0.contains { $0.hasPrefix("READY=1") } }
        #expect(try home.stop() == .exited(0))
        manager.listen()
        #expect(!manager.heard.contains("WATCHDOG=1"))
    }

    @Test func `a service manager that is gone harms nobody`() throws {
        let home = try GuardedHome(a: .good)
        try home.start(environment: ["NOTIFY_SOCKET=\(home.folder.path("gone"))", "WATCHDOG_USEC=100000"])
        try home.waitForWords("slot a is ready")
        #expect(try home.stop() == .exited(0))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `told to end, it ends its kernel first`(signal: Int32) throws {
        let home = try GuardedHome(a: .telling)
        try home.start()
        try home.waitForWords("slot a is ready")
        home.process?.signal(signal)
        #expect(try home.process?.waitForEnd() == .exited(0))
        #expect(home.folder.read("signals") == "TERM\n")
        #expect(home.words.contains("the kernel of slot a ended with status 0"))
    }

    @Test func `other signals are the kernel's`() throws {
        let home = try GuardedHome(a: .telling)
        try home.start()
        try home.waitForWords("slot a is ready")
        home.process?.signal(SIGHUP)
        try Deadline.wait(for: "HUP") { home.folder.read("signals") == "HUP\n" }
        home.process?.signal(SIGUSR1)
        try Deadline.wait(for: "USR1") { home.folder.read("signals") == "HUP\nUSR1\n" }
        #expect(home.starts.count == 1)
    }

    @Test func `told to end while nothing runs, it ends at once`() throws {
        let home = try GuardedHome()
        try home.start()
        try home.waitForWords("the next start is in 5 s")
        #expect(try home.stop() == .exited(0))
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make process numbers"))
    func `as process 1 it reaps orphans, takes signals and outlives its kernels`() throws {
        let home = try GuardedHome(a: .orphaning)
        try home.start(prefix: ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"])
        try home.waitForWords("slot a is ready")
        let unshare = try #require(home.process)
        let first = try #require(children(of: unshare.pid).first)
        #expect(readText("/proc/\(first)/status").contains("NSpid:\t\(first)\t1\n"))
        try Deadline.wait(for: "the orphans' end, reaped") { children(of: first).count == 1 }
        let kernel = try #require(children(of: first).first)
        kill(kernel, SIGKILL)
        try home.waitForStart(2)
        try Deadline.wait(for: "the next orphans' end, reaped") { children(of: first).filter { $0 != kernel }.count == 1 }
        kill(first, SIGTERM)
        #expect(try unshare.waitForEnd() == .exited(0))
    }

    /// Dead ones that nobody has reaped are among them.
    private func children(of pid: Int32) -> [Int32] {
        readText("/proc/\(pid)/task/\(pid)/children").split(separator: " ").compactMap { Int32($0) }
    }

    @Test func `nobody reads what it says: it goes on`() throws {
        let home = try GuardedHome(a: .good)
        let mute = "exec 2>&1; \"$@\" | { sleep 2; }"
        try home.start(prefix: ["/bin/sh", "-c", mute, "sh"])
        let first = try home.waitForStart(1)
        Deadline.pause(.seconds(2))
        kill(first.pid, SIGKILL)
        try home.waitForStart(2)
        #expect(home.process?.isRunning == true)
        // The pipeline's shell hands no signal on.
        let pipeline = try #require(home.process?.pid)
        for child in children(of: pipeline) { kill(child, SIGTERM) }
        _ = try home.process?.waitForEnd()
    }

    @Test func `help, version and wrong words need no home`() throws {
        #expect(try CommandResult(of: GuardedHome.program, ["--help"]).output.hasPrefix("usage: roost-guard --home DIR"))
        let host = try CommandResult(of: ServerProgram.ours.path, ["--version"]).output
        #expect(try CommandResult(of: GuardedHome.program, ["--version"]).output == "roost-guard \(host)")
        let wrong = try CommandResult(of: GuardedHome.program, ["--homes", "x"])
        #expect(wrong.status == 2 && wrong.onlyLine == "roost-guard: --homes is no option of mine; --help names them")
    }
}
