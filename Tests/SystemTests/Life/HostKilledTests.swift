import Glibc
import Support
import Testing

/// A host killed with -9 and started again finds the truth.
@Suite struct HostKilledTests {
    private static let daemonizer =
        "perl -MPOSIX -e 'exit 0 if fork; POSIX::setsid(); exit 0 if fork; exec q(sleep), q(100000)'; exec sleep 100000"

    @Test func `left-overs are ended, wherever they went, and every feature runs once`() throws {
        // Without mark and session only its control group knows it, where there are any.
        let clean = FeatureManifest.shell(
            "clean", "env -i setsid sh -c 'echo $$ >'$ROOST_DATA'/pid; exec sleep 100000' & exec sleep 100000", "limits.processes = 8")
        let host = try RoostHost(running: [.shell("far", Self.daemonizer), clean, .sleeper("near", "limits.processes = 8")])
        try Deadline.wait(for: "the daemon") { MachineProcess.all(markedBy: host.home, feature: "far").count == 2 }
        let hidden = MachineProcess(pid: try Deadline.waitForNumber(in: host.folder.path("data/clean/pid")))
        defer { kill(hidden.pid, SIGKILL) }
        let old = MachineProcess.all(markedBy: host.home) + (hidden.hostGroups.isEmpty ? [] : [hidden])
        try host.killHost()
        try host.start()
        #expect(old.filter(\.lives).isEmpty)
        for id in ["far", "near"] { #expect(try host.feature(id).state == "ready") }
        try Deadline.wait(for: "the daemon again") { MachineProcess.all(markedBy: host.home, feature: "far").count == 2 }
        // In the middle of its exec a process has no mark.
        try Deadline.wait(for: "the near one again") { MachineProcess.all(markedBy: host.home, feature: "near").count == 1 }
        #expect(try host.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test(.tags(.slow)) func `killed at any moment of its start, the next one is whole`() throws {
        let features = (0..<12).map { FeatureManifest.shell("f\($0)", "sleep 100000 & exec sleep 100000") }
        let host = try RoostHost(features)
        for moment in [0, 5, 15, 30, 45, 60, 80, 120, 180] {
            try host.start(awaitingReady: false)
            Deadline.pause(.milliseconds(moment))
            try host.killHost()
        }
        try host.start()
        for feature in features {
            #expect(try host.feature(feature.id).state == "ready")
            try Deadline.wait(for: "one family of \(feature.id)") {
                MachineProcess.all(markedBy: host.home, feature: feature.id).count == 2
            }
        }
        #expect(try host.stop() == .exited(0))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `the children of a killed host die with it even if none is started again`() throws {
        let host = try RoostHost(running: [.sleeper("one"), .sleeper("two")])
        let pids = try ["one", "two"].map { MachineProcess(pid: try #require(try host.feature($0).pid)) }
        try host.killHost()
        try Deadline.wait(for: "the features to die") { !pids.contains(where: \.lives) }
    }

    @Test func `strangers are left alone, even with a pid from the ledger`() throws {
        let stranger = try ServerProcess("sleep", ["100000"])
        let host = try RoostHost(running: [.sleeper("one")])
        try host.killHost()
        let boot = readText("/proc/sys/kernel/random/boot_id").split(separator: "\n")[0]
        try host.folder.write("\(boot)\n\(stranger.pid) 1 one\n", to: "run/processes")
        try host.start()
        #expect(stranger.isRunning)
    }

    @Test func `state files that make no sense are set aside in words, not obeyed`() throws {
        let host = try RoostHost([.sleeper("one")])
        _ = try host.folder.makeFolder("state")
        try host.folder.write("{\"version\": 17, \"disabledBy\": [", to: "state/one.json")
        try host.start()
        #expect(try host.feature("one").state == "ready")
    }
}
