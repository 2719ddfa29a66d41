import Glibc
import Support
import Testing

/// Manifests are read by a child; what becomes of it is not the end of the matter.
@Suite struct FailedScanTests {
    @Test(.tags(.slow)) func `a scan that was killed is done again, without a further change`() throws {
        let host = try RoostHost([.sleeper("steady")])
        // The debug build starts in twenty milliseconds: time to be killed.
        host.program = Binaries.preloadable
        let scans = try OpenCounter(host.folder.path("plugins/steady/plugin.toml"))
        try host.start()
        // The second one looks at folders not watched before; after it nothing is due.
        try Deadline.wait(for: "the second scan") { scans.value >= 2 }
        try Deadline.wait(for: "its end") { try children(of: host).count == 1 }
        let steady = try #require(try host.feature("steady").pid)
        try host.write(.sleeper("guest"))
        // Without a pause: it is there for a moment only.
        let end = ContinuousClock.now + Deadline.patience
        while try !children(of: host).filter({ $0 != steady }).map({ kill($0, SIGKILL) }).contains(0), ContinuousClock.now < end {}
        try Deadline.wait(for: "words about it") { try host.running.errors.contains("manifests could not be read") }
        #expect(try host.feature("guest").state == "missing")
        try host.wait(for: "guest", toBe: "ready")
        #expect(try host.feature("steady").pid == steady)
    }

    /// Zombies too. (/proc/PID/task/PID/children)
    private func children(of host: RoostHost) throws -> [Int32] {
        let pid = try host.running.pid
        return readText("/proc/\(pid)/task/\(pid)/children").split(separator: " ").compactMap { Int32($0) }
    }
}
