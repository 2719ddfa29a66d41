import Glibc
import Support
import Testing
import Wire

/// A feature that floods its output costs bounded disk and nobody's time.
@Suite struct OutputFloodTests {
    private static let small = RoostHost.quickRestarts + "[log]\nfile-size = '64K'\nfiles = 3\nrate = '32K'\n"

    @Test(arguments: ["yes flood", "yes ''", "yes flood >&2", "yes $(printf %0900d 7)"])
    func `a flood of lines is bounded, and what is dropped is counted and said`(flood: String) throws {
        let flooder = FeatureManifest.shell("flooder", "timeout 1.5 \(flood); exec sleep 100000")
        let host = try RoostHost(running: [flooder, .sleeper("other")], configuration: Self.small)
        let other = try host.feature("other").pid
        for _ in 0..<20 { #expect(try ContinuousClock().measure { _ = try host.status() } < .seconds(1)) }
        try Deadline.wait(for: "drops to be said") { host.log(of: "flooder").contains("lines dropped: more than 32 KiB a second") }
        #expect(size(of: host) <= 3 * 65_536 + 65_536)
        #expect(try host.feature("other").pid == other)
        #expect(try host.stop() == .exited(0))
    }

    @Test func `one endless line is cut, and does not fill the host's memory`() throws {
        let flooder = FeatureManifest.shell("flooder", "head -c 60000000 /dev/zero; echo; echo done; exec sleep 100000")
        let host = try RoostHost(running: [flooder], configuration: Self.small)
        try Deadline.wait(for: "the flood to be over") { MachineProcess.all(markedBy: host.home).count == 1 }
        #expect(size(of: host) <= 4 * 65_536)
        #expect(try residentKilobytes(of: host.running.pid) < 60_000)
    }

    @Test func `last words that are no text are told all the same`() throws {
        let noisy = FeatureManifest.shell(
            "noisy", "head -c 20000 /dev/urandom >&2; printf '\\033[31mred\\n\\000\\n' >&2; exit 5", "restart = 'temporary'")
        let host = try RoostHost(running: [noisy])
        try host.wait(for: "noisy", toBe: "stopped")
        let shown = try host.bus().ask("kernel.feature.show", ["id": "noisy"])
        let words = try #require(shown["history"]?.array?.first?["lastWords"]?.string)
        #expect(words.utf8.count <= 3 * 4096 && words.contains("red"))
        let text = try host.roost("feature", "show", "noisy")
        #expect(text.status == 0)
    }

    private func size(of host: RoostHost) -> Int {
        ["current", "1", "2", "3", "4"].reduce(0) { $0 + host.folder.read("logs/flooder/\($1)").utf8.count }
    }
}

/// What a process holds in memory, as /proc tells it.
func residentKilobytes(of pid: Int32) throws -> Int {
    let line = readText("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return try #require(line?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
}
