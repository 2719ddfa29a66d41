import Testing
import Wire

@testable import Manifests

@Suite struct `A manifest's line` {
    @Test func `a manifest survives the way through its line`() throws {
        var manifest = try Manifest(toml: Array(`A manifest's text`.design.utf8), name: "adblock", file: "/f", folder: "/p")
        manifest.ready = .init(by: .tcp(host: "::1", port: 80), within: 1500)
        manifest.health.by = .exec(command: "test -e \"/run/x\"\n")
        manifest.executable = "/p/adblock"
        (manifest.before, manifest.permissions.senders) = (["*"], true)
        #expect(ManifestLine(bytes: ManifestLine.valid(manifest).json.bytes) == .valid(manifest))
        let plain = Manifest(id: "a", version: "1.0.0", exec: ["a"], kind: .daemon)
        #expect(ManifestLine(bytes: ManifestLine.valid(plain).json.bytes) == .valid(plain))
    }

    @Test func `a problem survives the way through its line`() {
        let problem = ManifestProblem(id: "a", file: "/a b", line: 7, reason: "\"x\"\n", remedy: "ü", fault: .surroundings)
        #expect(ManifestLine(bytes: ManifestLine.invalid(problem).json.bytes) == .invalid(problem))
    }

    @Test func `what is neither is refused, whatever is missing or torn`() throws {
        let manifest = Manifest(id: "a", version: "1.0.0", exec: ["a"])
        let bytes = manifest.json.bytes
        for end in 0..<bytes.count { #expect(ManifestLine(bytes: Array(bytes[..<end])) == nil) }
        for name in ["id", "version", "exec", "kind", "restart", "ready", "health", "stop"] {
            let members = try #require(manifest.json.object).filter { $0.name != name }
            #expect(ManifestLine(json: .object(members)) == nil)
        }
    }
}

@Suite struct `A probe's words` {
    @Test(arguments: [
        ("bus", Probe.bus), ("notify", .notify), ("started", .started), ("tcp:127.0.0.1:80", .tcp(host: "127.0.0.1", port: 80)),
        ("tcp:[::1]:80", .tcp(host: "::1", port: 80)), ("http:http://h/p", .http(url: "http://h/p")),
        ("exec:true && true", .exec(command: "true && true")),
        ("dns:a.example@127.0.0.1", .dns(name: "a.example", server: "127.0.0.1", port: 53)),
        ("dns:a@[::1]:5354", .dns(name: "a", server: "::1", port: 5354)), ("dns:a@[::1]", .dns(name: "a", server: "::1", port: 53)),
    ])
    func `each kind is read and written`(text: String, probe: Probe) {
        #expect(Probe(text) == probe)
        #expect(Probe(probe.text) == probe)
    }

    @Test func `a whole URL needs no second http`() { #expect(Probe("http://h:1/") == .http(url: "http://h:1/")) }

    @Test(arguments: [
        "", "tcp", "tcp:", "tcp:h", "tcp::80", "tcp:h:0", "tcp:h:65536", "tcp:h:x", "http:", "http:ftp://x", "http://a b", "exec:",
        "udp:h:1", "BUS", "dns:", "dns:a", "dns:a@", "dns:@h", "dns:a..b@h", "dns:a b@h", "dns:a@h:0", "dns:a@h:x",
    ])
    func `others are refused`(text: String) { #expect(Probe(text) == nil) }
}
