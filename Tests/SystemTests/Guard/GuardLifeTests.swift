import Glibc
import Support
import Testing

/// The guard and kernels that fail.
@Suite struct GuardLifeTests {
    @Test func `the current slot is started with home, slot and link, and nothing else is inherited`() throws {
        let home = try GuardedHome(a: .telling, b: .good)
        try home.start(
            "--config", "/etc/roost.toml", environment: ["NOTIFY_SOCKET=@nobody", "WATCHDOG_USEC=1", "ROOST_SLOT=x", "OTHER=kept"])
        try home.waitForWords("slot a is ready")
        #expect(home.starts.map(\.arguments) == ["run --home \(home.folder.path) --config /etc/roost.toml"])
        let environment = home.folder.read("environment").split(separator: "\n").map(String.init)
        #expect(Set(["ROOST_SLOT=a", "ROOST_GUARD_FD=3", "OTHER=kept"]).isSubset(of: environment))
        #expect(!environment.contains { $0.hasPrefix("NOTIFY_SOCKET") || $0.hasPrefix("WATCHDOG") })
        // 10 is the script the shell reads.
        let descriptors = home.folder.read("descriptors").split(separator: "\n").compactMap { Int($0) }
        #expect(descriptors.filter { $0 < 10 } == [0, 1, 2, 3])
        #expect(home.folder.read("masks").contains("SigBlk:\t0000000000000000"))
        // 32 and 33 are glibc's own; its posix_spawn ignores them.
        let ignored = home.folder.read("masks").split(separator: "\n").first { $0.hasPrefix("SigIgn:") }?.split(separator: "\t").last
        #expect(try UInt64(#require(ignored), radix: 16).map { $0 & ~0x1_8000_0000 } == 0)
        #expect(try home.stop() == .exited(0))
    }

    @Test func `a kernel killed with -9 is started again at once; after three times within five minutes the other slot is`() throws {
        let home = try GuardedHome(a: .good, b: .good, factory: .good)
        try home.start()
        for number in 1...3 { kill(try home.waitForStart(number).pid, SIGKILL) }
        try home.waitForStart(4)
        #expect(home.slotsStarted == ["a", "a", "a", "b"])
        #expect(home.current == "b")
        #expect(home.value("from", of: "fallback") == "a" && home.value("to", of: "fallback") == "b")
        #expect(home.value("reason", of: "fallback")?.contains("3 failures within 5 minutes") == true)
        #expect(home.value("transaction", of: "fallback") == "-")
    }

    @Test(.tags(.slow)) func `both slots bad: the factory release, and when that fails too it is tried for ever`() throws {
        let home = try GuardedHome(a: .failing, b: .failing, factory: .failing)
        try home.start()
        try home.waitForWords("the factory release is given up")
        let tried = ["a", "a", "a", "b", "b", "b", "factory", "factory", "factory"]
        #expect(Array(home.slotsStarted.prefix(9)) == tried)
        #expect(home.value("from", of: "fallback") == "b" && home.value("to", of: "fallback") == "factory")
        try home.waitForWords("the next start is in 5 s")
        try home.install(.good, in: "factory")
        try home.waitForWords("the factory release is ready")
        #expect(try home.stop() == .exited(0))
        #expect(home.current == "b")
    }

    @Test func `a slot without its program is left at once, and nothing at all is asked for again and again`() throws {
        let home = try GuardedHome(b: .good)
        try home.start()
        try home.waitForWords("slot b is ready")
        #expect(home.value("reason", of: "fallback") == "it has no program bin/roost")
        let empty = try GuardedHome()
        try empty.start()
        try empty.waitForWords("there is nothing else to start")
        try empty.waitForWords("the next start is in 2 s")
        try empty.install(.good, in: "slots/b")
        try empty.waitForWords("slot b is ready")
    }

    @Test func `a kernel that is silent is killed and started again`() throws {
        let home = try GuardedHome(a: .mute)
        try home.start("--silence", "1")
        let first = try home.waitForStart(1)
        try home.waitForStart(2)
        #expect(home.words.contains("slot a: its kernel was silent for 1 s: killing it"))
        #expect(kill(first.pid, 0) != 0)
    }

    @Test func `a kernel that ends to be started again has not failed`() throws {
        let home = try GuardedHome(a: .restarting, b: .good)
        try home.start()
        try home.waitForStart(2)
        #expect(home.slotsStarted == ["a", "a"])
        #expect(home.words.contains("the kernel ends to be started again"))
        #expect(!home.words.contains("the next start is in"))
    }

    @Test func `what goes through slots current between two starts is seen`() throws {
        let home = try GuardedHome(a: .good, b: .good)
        try home.start()
        let first = try home.waitForStart(1)
        unlink(home.path("current"))
        symlink("b", home.path("current"))
        kill(first.pid, SIGKILL)
        #expect(try home.waitForStart(2).slot == "b")
    }

    @Test func `nonsense on the link harms nobody and counts as a sign of life`() throws {
        let home = try GuardedHome(a: .babbling)
        try home.start("--silence", "2")
        try home.waitForWords("something on the link that I do not know")
        Deadline.pause(.seconds(3))
        #expect(home.starts.count == 1)
        #expect(try home.stop() == .exited(0))
    }

    @Test func `a kernel that still has the home is waited for, and counts as nobody's failure`() throws {
        let home = try GuardedHome(a: .good)
        _ = try home.folder.makeFolder("run")
        let lock = try home.folder.write("1\n", to: "run/kernel.lock")
        let holder = try ServerProcess("flock", ["--no-fork", lock, "sh", "-c", "echo held; exec sleep 100000"])
        try holder.waitForLine("held")
        try home.start()
        try home.waitForWords("waiting for the end of a kernel that still runs on this home")
        #expect(home.starts.isEmpty)
        _ = try holder.stop()
        try home.waitForWords("slot a is ready")
    }

    @Test func `a home has one guard`() throws {
        let home = try GuardedHome(a: .good)
        try home.start()
        try home.waitForStart(1)
        let second = try home.run("--choose")
        #expect(second.status == 1)
        #expect(second.onlyLine == "roost-guard: another guard watches \(home.folder.path)")
        #expect(try home.run("--status").status == 0)
    }

    /// Whoever can open a file can lock it.
    @Test(.enabled(if: geteuid() == 0)) func `nobody else can take a guard's lock on its home`() throws {
        let home = try GuardedHome(a: .good)
        try home.start()
        try home.waitForStart(1)
        #expect(try home.stop() == .exited(0))
        chmod(home.folder.path, 0o755)
        let stranger = ["--reuid=65534", "--clear-groups", "flock", "-n", "--no-fork"]
        let holders = try ["", "/slots"].map { name in
            let words = stranger + [home.folder.path + name, "sh", "-c", "echo held; exec sleep 100000"]
            let holder = try ServerProcess("setpriv", words)
            try holder.waitForLine("held")
            return holder
        }
        #expect(try CommandResult(of: "setpriv", stranger + [home.path(".guard"), "true"]).status != 0)
        #expect(try home.run("--choose").output == "a\n")
        for holder in holders { _ = try holder.stop() }
    }
}
