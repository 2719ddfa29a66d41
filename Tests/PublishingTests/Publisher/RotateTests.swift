import Glibc
import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct RotateTests {
    @Test(arguments: ["root", "targets", "snapshot", "timestamp", "stable"])
    func `any role gets new keys, and the old ones sign nothing any more`(_ role: String) throws {
        let bench = try Bench()
        try bench.release("1.0.0", to: "stable")
        let rotation = try bench.publisher().rotate(role, scheme: .ecdsaP256, passphrase: nil)
        #expect(rotation.old.count == 1 && rotation.new.count == 1 && rotation.old != rotation.new)
        for id in rotation.old { unlink(bench.path("keys/\(role)-\(id.prefix(8)).pem")) }
        try bench.release("1.1.0", to: "stable", force: true)
        _ = try bench.publisher().rotate("root", scheme: .ed25519, passphrase: nil)
        #expect(try bench.check().problems.isEmpty)
    }

    /// A client takes the newest root, then needs what that root's keys have signed: so both keys sign until the root is out.
    @Test(arguments: ["targets", "snapshot", "timestamp"])
    func `cut off before the new root is out, clients of the old one lack nothing`(_ role: String) throws {
        let bench = try Bench()
        let rotation = try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil)
        #expect(rotation.state.root.version == 2)
        #expect(try bench.check().problems.isEmpty)
        for name in ["repository/metadata/2.root.json", "published"] { unlink(bench.path(name)) }
        let cut = try bench.check()
        #expect(cut.problems.isEmpty && cut.state.root.version == 1)
        _ = try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil)
        #expect(try bench.check().problems.isEmpty)
    }

    @Test(arguments: ["targets", "snapshot", "timestamp", "stable"])
    func `keys that are lost are replaced too, and a cut is finished by the next publisher`(_ role: String) throws {
        let bench = try Bench()
        let before = try RepositoryFolders(bench.workshop).metadata.names()
        for name in try Shelf(bench.path("keys")).names() where name.hasPrefix("\(role)-") { unlink(bench.path("keys/\(name)")) }
        if role != "stable" {
            #expect(throws: PublishingError.self) { try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil) }
        }
        _ = try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil, lost: true)
        #expect(try bench.check().problems.isEmpty && Shelf(bench.path("unfinished")).names().isEmpty)
        guard role != "stable" else { return }
        // As if only the timestamp had been written, and the root not.
        let metadata = try RepositoryFolders(bench.workshop).metadata
        let made = try metadata.names().filter { !before.contains($0) } + ["timestamp.json"]
        let files = try made.map { MetadataFile(name: $0, bytes: try InputFile.bytes(metadata.place($0), atMost: 1 << 20)!) }
        try UnfinishedEdition(bench.workshop).keep(files)
        for name in ["repository/metadata/2.root.json", "published"] { unlink(bench.path(name)) }
        let error = #expect(throws: PublishingError.self) { try bench.check() }
        #expect(error?.description.contains("run roost publish refresh") == true, "\(error as Any)")
        _ = try bench.publisher().refresh([])
        #expect(try bench.check().problems.isEmpty && bench.check().state.root.version == 2)
    }

    @Test func `wishes of publish_toml come into effect`() throws {
        let bench = try Bench("[channels.stable]\n")
        try bench.folder.write("[roles.root]\nkeys = 3\nthreshold = 2\n[channels.stable]\n[channels.acme]\n", to: "w/publish.toml")
        #expect(throws: PublishingError.self) { try bench.release("1.0.0", to: "acme") }
        _ = try bench.publisher().rotate("root", scheme: .ed25519, passphrase: nil)
        _ = try bench.publisher().rotate("acme", scheme: .ed25519, passphrase: nil)
        try bench.release("1.0.0", to: "acme")
        let state = try bench.check().state
        #expect(state.root[.root].threshold == 2 && state.root.keys.count == 6)
        #expect(state.channels.keys.sorted() == ["acme", "stable"])
    }

    @Test func `without the key that signs the change, no key is made`() throws {
        let bench = try Bench()
        let keys = try Shelf(bench.path("keys")).names()
        for name in keys where name.hasPrefix("targets-") { unlink(bench.path("keys/\(name)")) }
        let before = try bench.served()
        #expect(throws: PublishingError.self) { try bench.publisher().rotate("stable", scheme: .ed25519, passphrase: nil) }
        #expect(throws: PublishingError.self) { try bench.publisher().rotate("targets", scheme: .ed25519, passphrase: nil) }
        #expect(throws: PublishingError.self) { try bench.publisher().rotate("x", scheme: .ed25519, passphrase: nil) }
        #expect(try bench.served() == before && Shelf(bench.path("keys")).names().count == keys.count - 1)
    }

    @Test func `a channel that publish_toml names no more is taken out, and can come again`() throws {
        let bench = try Bench("[channels.stable]\n[channels.acme]\n")
        try bench.release("1.0.0", to: "acme")
        #expect(throws: PublishingError.self, "publish.toml still names it") { try bench.publisher().remove("acme") }
        try bench.folder.write("[channels.stable]\n", to: "w/publish.toml")
        let hint = #expect(throws: PublishingError.self) {
            try bench.publisher().rotate("acme", scheme: .ed25519, passphrase: nil)
        }
        #expect(hint?.description.contains("roost publish rotate acme --remove") == true, "\(hint as Any)")
        let seen = try bench.check().state
        let state = try bench.publisher().remove("acme")
        #expect(state.channels.keys.sorted() == ["stable"] && state.targets.delegations?.keys.count == 1)
        #expect(state.snapshot["acme"] == seen.snapshot["acme"], "routers refuse a snapshot that leaves a file out")
        #expect(throws: PublishingError.self) { try bench.publisher().remove("acme") }
        bench.days(300)
        _ = try bench.publisher().refresh(["snapshot", "stable"])
        #expect(try bench.check().problems.isEmpty)
        try bench.folder.write("[channels.stable]\n[channels.acme]\n", to: "w/publish.toml")
        _ = try bench.publisher().rotate("acme", scheme: .ed25519, passphrase: nil)
        let version = try #require(seen.channels["acme"]).version
        #expect(try bench.check().problems.isEmpty && bench.check().state.channels["acme"]?.version == version + 1)
    }
}
