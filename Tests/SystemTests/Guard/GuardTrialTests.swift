import Glibc
import Support
import Testing

/// Slots that have to prove themselves.
@Suite struct GuardTrialTests {
    /// Slot b on trial, a as it was.
    private func home(b: StandIn?, a: StandIn? = .good) throws -> GuardedHome {
        try GuardedHome(a: a, b: b, factory: .good, current: "b")
    }

    private func expectBack(_ home: GuardedHome, because reason: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(home.current == "a", sourceLocation: sourceLocation)
        #expect(!exists(home.path("trial")) && !exists(home.path("confirmed")), sourceLocation: sourceLocation)
        let record = ["transaction", "from", "to", "reason"].map { home.value($0, of: "fallback") }
        #expect(record == ["7", "b", "a", reason], "\(home.words)", sourceLocation: sourceLocation)
    }

    @Test func `a trial nobody confirms in time goes back`() throws {
        let home = try home(b: .good)
        try home.arm(deadline: 1)
        try home.start()
        try home.waitForWords("slot a is ready")
        #expect(home.slotsStarted == ["b", "a"])
        expectBack(home, because: "nobody confirmed it within 1 s")
        let boot = readText("/proc/sys/kernel/random/boot_id")
        #expect(home.value("boot", of: "fallback").map { $0 + "\n" } == boot)
    }

    @Test func `a trial that hangs goes back`() throws {
        let home = try home(b: .mute)
        try home.arm()
        try home.start("--silence", "1")
        try home.waitForWords("slot a is ready")
        expectBack(home, because: "its kernel was silent for 1 s")
    }

    @Test func `a trial whose kernel ends goes back, at once and by whatever end`() throws {
        let home = try home(b: .failing)
        try home.arm()
        try home.start()
        try home.waitForWords("slot a is ready")
        expectBack(home, because: "its kernel ended with status 3")
        let killed = try self.home(b: .good)
        try killed.arm()
        try killed.start()
        kill(try killed.waitForStart(1).pid, SIGKILL)
        try killed.waitForWords("slot a is ready")
        expectBack(killed, because: "its kernel was killed by signal 9")
        #expect(killed.slotsStarted == ["b", "a"])
    }

    @Test func `a trial that wants to be started again had its chance`() throws {
        let home = try home(b: .restarting)
        try home.arm()
        try home.start()
        try home.waitForWords("slot a is ready")
        expectBack(home, because: "it was started before and not confirmed")
    }

    @Test func `a trial whose program cannot be started goes back`() throws {
        let home = try home(b: .good)
        try home.folder.write("#!/no/such/interpreter\n", to: "slots/b/bin/roost", mode: 0o755)
        try home.arm()
        try home.start()
        try home.waitForWords("slot a is ready")
        expectBack(home, because: "its program cannot be started: No such file or directory")
        let missing = try self.home(b: nil)
        try missing.arm()
        try missing.start()
        try missing.waitForWords("slot a is ready")
        expectBack(missing, because: "it has no program bin/roost")
    }

    @Test(arguments: [("0123-4567", "the machine restarted before it was confirmed"), ("", "it was started before and not confirmed")])
    func `a second attempt is not made`(boot: String, reason: String) throws {
        let home = try home(b: .good)
        let thisBoot = String(readText("/proc/sys/kernel/random/boot_id").dropLast())
        try home.arm(attempts: 1, boot: boot.isEmpty ? thisBoot : boot, started: "1")
        try home.start()
        try home.waitForWords("slot a is ready")
        #expect(home.slotsStarted == ["a"])
        expectBack(home, because: reason)
    }

    @Test func `the attempt is on disk before the slot is started`() throws {
        let home = try home(b: .good)
        try home.arm()
        let result = try home.run("--choose")
        #expect(result.status == 0 && result.output == "b\n")
        #expect(home.starts.isEmpty)
        #expect(home.value("attempts", of: "trial") == "1")
        #expect(home.value("boot", of: "trial").map { $0 + "\n" } == readText("/proc/sys/kernel/random/boot_id"))
        #expect(try home.run("--choose").output == "a\n")
        expectBack(home, because: "it was started before and not confirmed")
        #expect(try home.run("--choose").output == "a\n")
    }

    @Test func `a confirmation is durable before it is answered, and ends the trial`() throws {
        let home = try home(b: .confirming)
        try home.arm(deadline: 3)
        try home.start()
        try Deadline.wait(for: "four answers") { home.folder.read("answers").split(separator: "\n").count == 4 }
        let refused = "refused 8 the trial under way is of transaction 7"
        #expect(home.folder.read("answers") == "\(refused)\nconfirmed 7\nconfirmed 7\nconfirmed -\n")
        #expect(home.folder.read("answered").contains("confirmed"))
        #expect(home.value("transaction", of: "confirmed") == "7" && home.value("attempts", of: "confirmed") == "1")
        #expect(!exists(home.path("trial")))
        // Its deadline is gone, and a failure is now a failure like any other.
        Deadline.pause(.seconds(3))
        #expect(home.starts.count == 1)
        kill(home.starts[0].pid, SIGKILL)
        #expect(try home.waitForStart(2).slot == "b")
    }

    @Test func `without a trial there is nothing to confirm`() throws {
        let home = try GuardedHome(a: .confirming)
        try home.start()
        try Deadline.wait(for: "four answers") { home.folder.read("answers").split(separator: "\n").count == 4 }
        #expect(home.folder.read("answers").hasPrefix("refused 8 no trial is under way\n"))
        #expect(!exists(home.path("confirmed")))
    }

    @Test func `a trial that was taken back meanwhile cannot be confirmed`() throws {
        let home = try home(b: .confirming)
        let script = StandIn.confirming.script(home: home.folder.path)
        try home.folder.write(script.replacing("ask 8", with: "rm \"$home/slots/trial\"; ask 7"), to: "slots/b/bin/roost", mode: 0o755)
        try home.arm()
        try home.start()
        try home.waitForWords("not confirmed: slots/trial is no longer what it was when the slot was started")
        #expect(!exists(home.path("confirmed")))
    }

    @Test func `a guard killed during a trial leaves one that is not started a second time`() throws {
        let home = try home(b: .good)
        try home.arm()
        try home.start()
        let trial = try home.waitForStart(1)
        home.process?.signal(SIGKILL)
        _ = try home.process?.waitForEnd()
        kill(trial.pid, SIGKILL)
        try home.start()
        try home.waitForWords("slot a is ready")
        expectBack(home, because: "it was started before and not confirmed")
    }

    @Test func `previous slot without a program: the factory release, and the failed slot is never started again`() throws {
        let home = try home(b: .failing, a: nil)
        try home.arm()
        try home.start()
        try home.waitForWords("the factory release is ready")
        #expect(home.value("to", of: "fallback") == "factory")
        #expect(try home.stop() == .exited(0))
        #expect(try home.run("--choose").output == "factory\n")
        #expect(home.slotsStarted == ["b", "factory"])
        #expect(home.value("attempts", of: "trial") == "2")
    }
}
