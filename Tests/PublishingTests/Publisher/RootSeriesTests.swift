import Glibc
import Support
import TUF
import Testing
import Trust

@testable import Publishing

struct RootSeriesTests {
    /// Four roots, and two of three keys sign each.
    private func bench() throws -> Bench {
        let bench = try Bench("[roles.root]\nkeys = 3\nthreshold = 2\n[channels.stable]\n")
        for role in ["timestamp", "root", "snapshot"] { _ = try bench.publisher().rotate(role, scheme: .ed25519, passphrase: nil) }
        return bench
    }

    @Test(arguments: [1, 2, 3])
    func `a hole among the roots is refused by its name, and nothing is written`(_ version: Int) throws {
        let bench = try bench()
        #expect(try bench.check().state.root.version == 4)
        unlink(bench.path("repository/metadata/\(version).root.json"))
        let (before, keys) = try (bench.served(), Shelf(bench.path("keys")).names())
        let attempts: [() throws -> Void] = [
            { _ = try bench.check() }, { _ = try bench.publisher().refresh([]) },
            { _ = try bench.publisher().rotate("timestamp", scheme: .ed25519, passphrase: nil) },
            {
                _ = try RepositoryCheck(now: bench.now).check(folder: bench.path("repository"), anchor: bench.path("root.json")) { _, _ in }
            },
        ]
        for attempt in attempts {
            let error = #expect(throws: PublishingError.self) { try attempt() }
            #expect(error?.description.contains("\(version).root.json is missing") == true, "\(error as Any)")
        }
        #expect(try bench.served() == before && Shelf(bench.path("keys")).names() == keys)
    }

    /// A client follows 256 roots at a time; who signs them has to know all.
    @Test func `no number of roots is too many for their publisher`() throws {
        let bench = try Bench("[channels.stable]\n")
        let signers = try bench.publisher().ring.keys(of: "root").map(\.key)
        let metadata = try RepositoryFolders(bench.workshop).metadata
        var root = try bench.check().state.root
        for version in 2...259 {
            root.version = version
            try metadata.write(Metadata(root).signed(by: signers).bytes, to: "\(version).root.json")
        }
        let before = try bench.served()
        _ = try bench.publisher().rotate("timestamp", scheme: .ed25519, passphrase: nil)
        let after = try bench.served()
        #expect(try bench.check().state.root.version == 260)
        #expect(before.filter { $0.key.hasSuffix("root.json") }.allSatisfy { after[$0.key] == $0.value })
    }

    @Test func `a root that is there is never written over`() throws {
        let bench = try Bench("[channels.stable]\n")
        let publisher = try bench.publisher()
        let name = "1.root.json"
        #expect(throws: PublishingError.self) { try publisher.publish([MetadataFile(name: name, bytes: Array("other".utf8))]) }
        #expect(try bench.check().problems.isEmpty)
    }

    @Test(
        arguments: [
            (["1.root.json"], 1, nil), ([], 0, nil), (["2.root.json"], 2, 1), (["1.root.json", "2.stable.json", "4.root.json"], 4, 2),
            (["1.root.json", "2.root.json", "root.json", "03.root.json"], 2, nil),
        ] as [([String], Int, Int?)])
    func `the series is what the names say`(_ names: [String], _ newest: Int, _ gap: Int?) {
        let series = RootSeries(among: names)
        #expect(series.newest == newest && series.gap == gap)
    }
}
