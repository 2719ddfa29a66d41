import Glibc
import Support
import Testing
import Wire

/// Features come, change and go while the host runs, by their files alone.
@Suite struct ManifestChangeTests {
    @Test func `a manifest that appears is started, changed restarted, gone stopped, and nobody else is touched`() throws {
        let host = try RoostHost(running: [.sleeper("steady")])
        let steady = try host.feature("steady").pid
        try host.write(.sleeper("guest"))
        let first = try host.wait(for: "guest", toBe: "ready")

        try host.write(.sleeper("guest", "environment.COLOR = 'blue'"))
        let second = try host.wait(for: "guest", to: "run by its new manifest") { $0.state == "ready" && $0.pid != first.pid }
        let program = MachineProcess(pid: try #require(second.pid))
        try Deadline.wait(for: "its new environment") { program.environment.contains("COLOR=blue") }
        #expect(second.crashes == 0)
        #expect(!MachineProcess(pid: try #require(first.pid)).lives)

        host.removeManifest(of: "guest")
        try host.wait(for: "guest", toBe: "missing")
        #expect(MachineProcess.all(markedBy: host.home, feature: "guest").isEmpty)
        #expect(try host.feature("steady").pid == steady)
    }

    @Test func `the other form, a file named for its id, works too`() throws {
        let host = try RoostHost(running: [])
        try host.writeFile(Array(FeatureManifest.sleeper("flat").text.utf8), to: "plugins/flat.toml")
        try host.wait(for: "flat", toBe: "ready")
        unlink(host.folder.path("plugins/flat.toml"))
        try host.wait(for: "flat", toBe: "missing")
    }

    @Test func `a manifest spoiled while its feature runs stops only that, and mended it runs again`() throws {
        let host = try RoostHost(running: [.sleeper("one"), .sleeper("two")])
        let two = try host.feature("two").pid
        try host.writeManifest(Array("id = \"one\"\nversion = \"1.0.0\"\nexec = [\"sleep\"\n".utf8), of: "one")
        let view = try host.wait(for: "one", toBe: "invalid")
        #expect(view.cause?.contains("plugins/one/plugin.toml:") == true, "\(view)")
        try Deadline.wait(for: "one to be gone") { MachineProcess.all(markedBy: host.home, feature: "one").isEmpty }
        try host.write(.sleeper("one"))
        #expect(try host.wait(for: "one", toBe: "ready").cause == nil)
        #expect(try host.feature("two").pid == two)
    }

    @Test func `written in many steps it is read when it is whole`() throws {
        let host = try RoostHost(running: [])
        let text = Array(FeatureManifest.sleeper("slow").text.utf8)
        for end in stride(from: 8, through: text.count, by: 8) {
            try host.writeManifest(Array(text[..<end]), of: "slow")
            Deadline.pause(.milliseconds(5))
        }
        try host.writeManifest(text, of: "slow")
        #expect(try host.wait(for: "slow", toBe: "ready").crashes == 0)
    }

    @Test func `a program that is replaced while it runs does not stop it`() throws {
        let host = try RoostHost([])
        mkdir(host.folder.path("plugins/own"), 0o755)
        try writeProgram(host.folder.path("plugins/own/program"))
        try host.write(FeatureManifest(id: "own", command: ["./program"]))
        try host.start()
        let before = try #require(try host.feature("own").pid)
        try Deadline.wait(for: "its program to run") { readText("/proc/\(before)/comm") == "sleep\n" }
        unlink(host.folder.path("plugins/own/program"))
        _ = try host.bus().ask("kernel.rescan")
        #expect(try host.feature("own").pid == before)
        try writeProgram(host.folder.path("plugins/own/program"))
        _ = try host.bus().ask("kernel.rescan")
        #expect(try host.feature("own").pid == before)
    }

    @Test func `a plugins folder that is replaced is watched again`() throws {
        let host = try RoostHost(running: [.sleeper("old")])
        rename(host.folder.path("plugins"), host.folder.path("before"))
        _ = try host.folder.makeFolder("plugins")
        try host.wait(for: "old", toBe: "missing")
        try host.write(.sleeper("new"))
        try host.wait(for: "new", toBe: "ready")
    }

    @Test func `a feature's folder that is replaced is watched again`() throws {
        let host = try RoostHost(running: [.sleeper("one")])
        rename(host.folder.path("plugins/one"), host.folder.path("before"))
        try host.write(.sleeper("one", "environment.ROUND = '2'"))
        func round(_ number: Int) throws {
            try host.wait(for: "one", to: "run in round \(number)") { view in
                view.state == "ready" && view.pid.map { MachineProcess(pid: $0).environment.contains("ROUND=\(number)") } == true
            }
        }
        try round(2)
        try host.write(.sleeper("one", "environment.ROUND = '3'"))
        try round(3)
    }

    /// By a process of its own: what another thread forks meanwhile would hold it open for writing, and it could not be run.
    private func writeProgram(_ path: String) throws {
        let script = "printf '#!/bin/sh\\nexec sleep 100000\\n' >\"$1\" && chmod 755 \"$1\""
        try #require(try CommandResult(of: "/bin/sh", ["-c", script, "sh", path]).status == 0)
    }

    @Test(.tags(.slow)) func `many changes at once end as the files say`() throws {
        let host = try RoostHost(running: [.sleeper("steady")])
        let steady = try host.feature("steady").pid
        for round in 0..<6 {
            for number in 0..<10 {
                if (round + number) % 3 == 0 {
                    host.removeManifest(of: "f\(number)")
                } else {
                    try host.write(.sleeper("f\(number)", "environment.ROUND = '\(round)'"))
                }
            }
            Deadline.pause(.milliseconds(40 * round))
        }
        for number in 0..<10 {
            if (5 + number) % 3 == 0 {
                try host.wait(for: "f\(number)", toBe: "missing")
                continue
            }
            try host.wait(for: "f\(number)", to: "run by its last manifest") { view in
                view.state == "ready" && view.pid.map { MachineProcess(pid: $0).environment.contains("ROUND=5") } == true
            }
            #expect(MachineProcess.all(markedBy: host.home, feature: "f\(number)").count == 1)
        }
        #expect(try host.feature("steady").pid == steady)
    }

    @Test func `a new one is started after the one it names`() throws {
        let host = try RoostHost(running: [])
        try host.write(.sleeper("second", "after = ['first']"))
        let view = try host.wait(for: "second", toBe: "invalid")
        #expect(view.cause?.contains("'after' names 'first', which is not here") == true)
        try host.write(.sleeper("first"))
        try host.wait(for: "second", toBe: "ready")
    }
}
