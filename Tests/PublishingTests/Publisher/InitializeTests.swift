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
        for name in ["repository/metadata/timestamp.json", "published"] { unlink(bench.path(name)) }
        unlink(bench.path("keys/\(keys[0])"))
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        #expect(try bench.check().problems.isEmpty)
        let after = try Shelf(bench.path("keys")).names()
        #expect(after.count == 9 && after.filter(keys.contains).count == 8)
    }

    /// What is broken, or a disk that is away, is no place for a new beginning: routers would follow neither root nor versions.
    @Test(arguments: ["timestamp.json", "root.json", "metadata", "repository"], [true, false])
    func `a repository that is broken or away is not begun anew, and nothing of it is touched`(_ lost: String, _ isKept: Bool) throws {
        let bench = try Bench("[channels.stable]\n")
        _ = try bench.publisher().rotate("root", scheme: .ed25519, passphrase: nil)
        try bench.release("1.0.0", to: "stable")
        switch lost {
        case "timestamp.json": unlink(bench.path("repository/metadata/timestamp.json"))
        case "root.json": for name in ["root.json", "repository/metadata/timestamp.json"] { unlink(bench.path(name)) }
        case "metadata": rename(bench.path("repository/metadata"), bench.path("elsewhere"))
        default: rename(bench.path("repository"), bench.path("elsewhere"))
        }
        // As it is in a workshop that was made before this was written down.
        if !isKept { unlink(bench.path("published")) }
        let (before, root) = try (bench.served(), bench.folder.read("w/root.json"))
        let error = #expect(throws: PublishingError.self) { try bench.publisher().initialize(.ed25519, passphrase: nil) }
        #expect(error?.description.contains("put it back from a copy") == true, "\(error as Any)")
        #expect(try bench.served() == before && bench.folder.read("w/root.json") == root)
    }

    @Test func `what a publisher did not name is left where it is`() throws {
        let bench = try Bench("[channels.stable]\n", isInitialized: false)
        try bench.folder.write("mine", to: "w/repository/metadata/README.txt")
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        #expect(bench.folder.read("w/repository/metadata/README.txt") == "mine")
    }

    @Test func `a channel's name may be the beginning of another one's`() throws {
        let bench = try Bench("[channels.beta-eu]\n[channels.beta]\nkeys = 2\n")
        #expect(try bench.check().state.channels.keys.sorted() == ["beta", "beta-eu"])
        #expect(try bench.publisher().ring.keys(of: "beta").count == 2)
        #expect(try bench.publisher().ring.keys(of: "beta-eu").count == 1)
    }

    @Test func `what is no workshop is said with a command that makes one`() throws {
        let bench = try Bench(isInitialized: false)
        let remedy = "roost publish init --workshop \(bench.path)"
        let error = #expect(throws: PublishingError.self) { try Workshop(bench.folder.path("none")) }
        #expect(error?.description.contains("roost publish init --workshop \(bench.folder.path("none"))") == true)
        let empty = #expect(throws: PublishingError.self) { try bench.check() }
        #expect(empty?.description.contains(remedy) == true)
        _ = try bench.publisher().initialize(.ed25519, passphrase: nil)
        unlink(bench.path("root.json"))
        let lost = #expect(throws: PublishingError.self) { try bench.check() }
        #expect(lost?.description.contains("roost publish init") == false, "init would refuse")
        #expect(lost?.description.contains("that routers were given") == true, "\(lost as Any)")
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
