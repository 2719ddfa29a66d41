import Glibc
import Support
import Testing

/// What may be wrong with the data volume, and the sentence and safe state it gets.
@Suite struct GuardFaultTests {
    private static let isRoot = geteuid() == 0

    private func expectTold(_ words: String, in home: GuardedHome, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try home.start()
        try home.waitForWords("slot b is ready")
        #expect(home.words.contains("slots/trial counts as absent: \(words)"), "\(home.words)", sourceLocation: sourceLocation)
        #expect(home.slotsStarted == ["b"], sourceLocation: sourceLocation)
        #expect(home.current == "b", sourceLocation: sourceLocation)
    }

    private func home() throws -> GuardedHome { try GuardedHome(a: .good, b: .good, current: "b") }

    @Test func `a torn trial counts as absent`() throws {
        let home = try home()
        try home.arm()
        truncate(home.path("trial"), 60)
        try expectTold("it is torn: its checksum does not fit its text", in: home)
    }

    @Test func `a trial of another kind, version or size counts as absent`() throws {
        let newer = try home()
        try newer.folder.write(GuardedHome.summed(["roost-trial 2", "slots b"]), to: "slots/trial")
        try expectTold("it is of another kind or version", in: newer)
        let large = try home()
        try large.folder.write(String(repeating: "x", count: 5_000_000), to: "slots/trial")
        try expectTold("it is longer than 4096 bytes", in: large)
    }

    @Test func `a trial that is no file counts as absent, and nobody waits for it`() throws {
        let folder = try home()
        _ = try folder.folder.makeFolder("slots/trial")
        try expectTold("it is no plain file", in: folder)
        let link = try home()
        symlink("/dev/zero", link.path("trial"))
        try expectTold("it is no plain file", in: link)
        let pipe = try home()
        mkfifo(pipe.path("trial"), 0o644)
        try expectTold("it is no plain file", in: pipe)
    }

    @Test func `a stale trial is removed and told`() throws {
        let home = try GuardedHome(a: .good, b: .good)
        try home.arm()
        try home.start()
        try home.waitForWords("slot a is ready")
        #expect(home.words.contains("slots/trial is of slot b, which slots/current does not name: removed"))
        #expect(!exists(home.path("trial")))
    }

    @Test func `a current that names no slot is made anew`() throws {
        for target in ["c", "../a", "aa", ""] {
            let home = try GuardedHome(b: .good, current: target.isEmpty ? nil : target)
            #expect(try home.run("--choose").output == "b\n")
            #expect(home.current == "b", "\(target)")
        }
        let folder = try GuardedHome(a: .good, current: nil)
        _ = try folder.folder.makeFolder("slots/current")
        let result = try folder.run("--choose")
        #expect(result.output == "a\n")
        #expect(result.errors.contains("slots/current cannot be pointed to a: Is a directory; the next start tries again"))
    }

    @Test func `no home, no slots: the factory release`() throws {
        let folder = try TemporaryFolder("guard")
        _ = try folder.makeFolder("factory")
        _ = try folder.makeFolder("factory/bin")
        try folder.write(StandIn.good.script(home: folder.path), to: "factory/bin/roost", mode: 0o755)
        for home in ["new", "deep/er"] {
            let words = ["--home", folder.path(home), "--factory", folder.path("factory")]
            let choice = try CommandResult(of: GuardedHome.program, ["--choose"] + words)
            #expect(choice.output == "factory\n" && choice.status == 0, "\(choice.errors)")
            let guardProcess = try ServerProcess(GuardedHome.program, words)
            try Deadline.wait(for: "readiness") { guardProcess.errors.contains("the factory release is ready") }
            #expect(try guardProcess.stop() == .exited(0))
        }
    }

    @Test(.enabled(if: isRoot, "only root can mount"), arguments: [false, true])
    func `an attempt that cannot be written is not made: full disk, read-only disk`(readOnly: Bool) throws {
        let disk = try TestDisk(kilobytes: 256)
        let home = try GuardedHome(a: .good, b: .good, current: "b", in: disk.folder)
        try home.arm()
        try disk.folder.write("", to: "starts")
        if readOnly { try disk.makeReadOnly() } else { try disk.fill() }
        let result = try home.run("--choose")
        #expect(result.output == "a\n" && result.status == 0)
        let reason = readOnly ? "Read-only file system" : "No space left on device"
        #expect(result.errors.contains("its attempt could not be written down: \(reason)"), "\(result.errors)")
        #expect(result.errors.contains("slots/fallback cannot be written: \(reason)"), "\(result.errors)")
        // Whatever of it could be written: the new slot has not had its attempt, or will not get one.
        #expect(home.value("attempts", of: "trial") ?? "0" == "0")
        #expect(home.current == (readOnly ? "b" : "a"))
    }

    @Test(.enabled(if: isRoot, "only root can mount"))
    func `a confirmation that cannot be written is refused, and the trial goes back`() throws {
        let disk = try TestDisk(kilobytes: 256)
        let home = try GuardedHome(a: .good, b: .good, current: "b", in: disk.folder)
        let fill = "head -c 1000000 /dev/zero >\"$home/filler\" 2>/dev/null"
        let ask = "echo beat >&3; \(fill); echo confirm >&3; read -r answer <&3; echo \"$answer\" >&2; exec cat <&3 >/dev/null"
        let start = "#!/bin/sh\nhome='\(disk.folder.path)'\necho \"$ROOST_SLOT $$ $*\" >>\"$home/starts\"\n"
        try disk.folder.write(start + ask + "\n", to: "slots/b/bin/roost", mode: 0o755)
        try home.arm(deadline: 2)
        try home.start()
        try home.waitForWords("refused - the confirmation cannot be written: No space left on device")
        try home.waitForWords("slot a is ready")
        #expect(home.words.contains("falling back from slot b to slot a: nobody confirmed it within 2 s"))
    }

    @Test(arguments: ["", "\u{7F}ELF of something else", "#!/bin/sh\nexit 3\n"])
    func `a slot whose program was altered is left, and it is said why`(_ content: String) throws {
        let home = try GuardedHome(a: .good, b: .good, factory: .good)
        try home.folder.write(content, to: "slots/a/bin/roost", mode: 0o755)
        try home.start()
        try home.waitForWords("slot b is ready")
        let reason = try #require(home.value("reason", of: "fallback"))
        let cause = content.hasPrefix("#!") ? "its kernel ended with status 3" : "its program cannot be started: Exec format error"
        #expect(reason == "3 failures within 5 minutes, the last one: \(cause)")
        #expect(home.current == "b")
    }

    @Test func `status tells and changes nothing`() throws {
        let home = try home()
        try home.arm()
        let before = readText(home.path("trial"))
        let status = try home.run("--status")
        #expect(status.status == 0)
        #expect(status.output.contains("trial      transaction 7, from a to b, 60 s, started 0 times\n"))
        #expect(status.output.contains("choice     b\nbecause    slot b is on trial: it has 60 s to be confirmed\n"))
        #expect(readText(home.path("trial")) == before)
    }

    @Test func `the machine's clock is asked in one place, for the record that people read`() {
        let folder = Binaries.besideTests("../../../Sources/guard")
        let uses = (try? CommandResult(of: "grep", ["-rnE", "CLOCK_REALTIME|gettimeofday|time\\(nil", folder]).output) ?? ""
        #expect(uses.split(separator: "\n").count == 1 && uses.contains("Clock.swift"), "\(uses)")
    }
}
