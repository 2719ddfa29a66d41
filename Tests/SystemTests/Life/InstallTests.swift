import Support
import Testing

/// `roost feature install` into a host that runs.
@Suite struct InstallTests {
    @Test func `when it returns, what was installed is ready, or it is said why not`() throws {
        let host = try RoostHost(running: [])
        let ready = "ready.by = 'exec:test -e $ROOST_DATA/up'"
        let slow = FeatureManifest.shell("slow", "rm -f $ROOST_DATA/up; sleep 0.3; touch $ROOST_DATA/up; exec sleep 100000", ready)
        #expect(try install(slow, into: host).hasPrefix("slow 1.0.0 installed: ready (pid "))
        let first = try host.feature("slow")
        #expect(first.state == "ready")
        // The same manifest again: another build of it, for all that is known.
        #expect(try install(slow, into: host).hasPrefix("slow 1.0.0 installed: ready (pid "))
        let second = try host.feature("slow")
        #expect(second.state == "ready" && second.pid != first.pid)

        let broken = FeatureManifest.shell("broken", "sleep 0.2; exit 3", "restart = 'temporary'", "ready.by = 'exec:false'")
        let words = try install(broken, into: host)
        #expect(words == "broken 1.0.0 installed: stopped: exited with status 3\n", "\(words)")
        #expect(try host.stop() == .exited(0))
    }

    private func install(_ feature: FeatureManifest, into host: RoostHost) throws -> String {
        let folder = try TemporaryFolder("install")
        try folder.write(feature.text, to: "plugin.toml")
        return try host.roost("feature", "install", folder.path).output
    }
}
