import Glibc
import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct InitializeTests {
    @Test func `it makes a signed, empty repository that a client takes`() throws {
        let bench = try Bench()
        let report = try bench.check()
        #expect(report.problems.isEmpty && report.warnings.isEmpty && report.targets == 0)
        #expect(report.state.channels.keys.sorted() == ["beta", "hotfix", "lts", "nightly", "stable"])
        #expect(report.state.expiries.first?.role == "timestamp")
        #expect(bench.folder.read("w/root.json") == bench.folder.read("w/repository/metadata/1.root.json"))
        #expect(try Shelf(bench.path("keys")).names().count == 9)
    }

    @Test func `thresholds and numbers of keys are those of publish_toml`() throws {
        let bench = try Bench("[roles.root]\nkeys = 3\nthreshold = 2\n[channels.stable]\nkeys = 2\nthreshold = 2\n")
        let state = try bench.check().state
        #expect(state.root[.root].keyIDs.count == 3 && state.root[.root].threshold == 2)
        #expect(state.channels.keys.sorted() == ["stable"])
        let root = Array(bench.folder.read("w/repository/metadata/1.root.json").utf8)
        #expect(try Metadata<Root>(parsing: root, atMost: Bounds.rootBytes).signatures.count == 3)
        let stable = Array(bench.folder.read("w/repository/metadata/1.stable.json").utf8)
        #expect(try Metadata<Targets>(parsing: stable, atMost: Bounds.targetsBytes).signatures.count == 2)
    }

    @Test func `a second one is refused, and changes nothing`() throws {
        let bench = try Bench()
        let before = try bench.served()
        #expect(throws: PublishingError.self) { try bench.publisher().initialize(.ed25519, passphrase: nil) }
        #expect(try bench.served() == before)
    }

    @Test func `one that was cut off is finished by the next, with the same keys`() throws {
        let bench = try Bench()
        let keys = try Shelf(bench.path("keys")).names()
        unlink(bench.path("repository/metadata/timestamp.json"))
        unlink(bench.path("keys/\(keys[0])"))
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        #expect(try bench.check().problems.isEmpty)
        let after = try Shelf(bench.path("keys")).names()
        #expect(after.count == 9 && after.filter(keys.contains).count == 8)
    }

    /// RSA too, which takes its time: `PythonTUFTests` has it.
    @Test(arguments: [SignatureScheme.ed25519, .ecdsaP256])
    func `encrypted keys of every kind will do`(_ scheme: SignatureScheme) throws {
        let bench = try Bench("[channels.stable]\n", isInitialized: false)
        _ = try bench.publisher().initialize(scheme, passphrase: Secret("p".utf8))
        #expect(try bench.check().problems.isEmpty)
        #expect(throws: PublishingError.self) { try bench.publisher().refresh([]) }
        #expect(try bench.publisher(passphrase: "p").refresh([]).timestamp.version == 2)
    }

    @Test func `two publishers at once are one too many`() throws {
        let bench = try Bench()
        let one = try bench.publisher()
        #expect(throws: PublishingError.busy(folder: bench.path)) { try bench.publisher() }
        _ = try one.refresh([])
    }
}

extension Bench {
    func path(_ name: String) -> String { "\(path)/\(name)" }
}
