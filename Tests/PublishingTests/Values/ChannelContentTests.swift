import Manifests
import Release
import TUF
import Testing
import Trust
import Wire

@testable import Publishing

struct ChannelContentTests {
    private func content(_ cadence: Cadence = .asNeeded, keep: Int = 3) throws -> ChannelContent {
        let channel = PublishingConfiguration.Channel(name: "stable", cadence: cadence, keep: keep, signing: .init(lifetime: 1))
        return try ChannelContent(channel, Targets(expires: Bench.start))
    }

    private func release(_ version: String, id: String = "core", architecture: String = "amd64", from: [String] = []) throws
        -> PooledRelease
    {
        let manifest = try ReleaseManifest(Bench.facts(version, id: id, architecture: architecture), [])
        let name = PooledRelease.name(manifest.about)
        let file = { (name: String) in PooledFile(name: name, content: FileContent(of: Array(name.utf8))) }
        let deltas = from.map { file("\(name)-from-\($0).delta") }
        let offered = zip(from, deltas).map {
            ReleaseOffer.Delta(from: SemanticVersion($0)!, tree: manifest.treeDigest, path: $1.name, format: "x")
        }
        return PooledRelease(offer: ReleaseOffer(manifest, notes: "n", deltas: offered), full: file("\(name).tar.xz"), deltas: deltas)
    }

    @Test func `the full target offers what a client chooses by, deltas are plain targets`() throws {
        var content = try content()
        _ = try content.add(release("1.1.0", from: ["1.0.0"]), now: Bench.start, force: false)
        #expect(Set(content.targets.targets.keys) == ["stable/core-1.1.0-amd64.tar.xz", "stable/core-1.1.0-amd64-from-1.0.0.delta"])
        let custom = try #require(content.targets.targets["stable/core-1.1.0-amd64.tar.xz"]?.custom)
        let offer = try ReleaseOffer(parsing: custom.canonicalBytes)
        #expect(offer.released == Int64(Bench.start.secondsSince1970) && offer.notes == "n")
        #expect(offer.deltas.map(\.path) == ["stable/core-1.1.0-amd64-from-1.0.0.delta"])
        #expect(offer.facts == Bench.facts("1.1.0"))
        #expect(content.targets.targets["stable/core-1.1.0-amd64-from-1.0.0.delta"]?.custom == nil)
        #expect(try ChannelContent(content.channel, content.targets).listings.map(\.offer) == [offer])
    }

    @Test func `the cadence counts for each feature, and once for all architectures of a version`() throws {
        var content = try content(.monthly)
        _ = try content.add(release("1.0.0"), now: Bench.start, force: false)
        _ = try content.add(release("1.0.0", architecture: "arm64"), now: Bench.start, force: false)
        _ = try content.add(release("1.0.0", id: "adblock"), now: Bench.start, force: false)
        let soon = Bench.start.advanced(bySeconds: 27 * Bench.day)
        #expect(throws: PublishingError.self) { try content.check(Bench.facts("1.1.0"), now: soon, force: false) }
        #expect(throws: PublishingError.self) { try content.check(Bench.facts("1.1.0", architecture: "riscv64"), now: soon, force: false) }
        try content.check(Bench.facts("1.1.0"), now: soon, force: true)
        try content.check(Bench.facts("1.1.0"), now: Bench.start.advanced(bySeconds: 29 * Bench.day), force: false)
    }

    @Test func `nothing older comes in but by force, and never the same twice`() throws {
        var content = try content()
        _ = try content.add(release("1.2.0"), now: Bench.start, force: false)
        #expect(throws: PublishingError.self) { try content.check(Bench.facts("1.2.0-rc.1"), now: Bench.start, force: false) }
        try content.check(Bench.facts("1.2.0-rc.1"), now: Bench.start, force: true)
        #expect(throws: PublishingError.self) { try content.check(Bench.facts("1.2.0"), now: Bench.start, force: true) }
        #expect(throws: PublishingError.self) { try content.check(Bench.facts("1.2.0+build.2"), now: Bench.start, force: true) }
    }

    @Test func `what is more than the channel keeps leaves it, deltas too`() throws {
        var content = try content(keep: 2)
        for version in ["1.9.0", "1.10.0"] {
            #expect(try content.add(release(version, from: ["1.0.0"]), now: Bench.start, force: false).isEmpty)
        }
        _ = try content.add(release("1.0.0", id: "adblock"), now: Bench.start, force: false)
        #expect(try content.add(release("1.11.0", from: ["1.10.0"]), now: Bench.start, force: false) == [SemanticVersion("1.9.0")])
        let paths = content.targets.targets.keys.map(\.string).sorted()
        #expect(
            paths == [
                "stable/adblock-1.0.0-amd64.tar.xz", "stable/core-1.10.0-amd64-from-1.0.0.delta", "stable/core-1.10.0-amd64.tar.xz",
                "stable/core-1.11.0-amd64-from-1.10.0.delta", "stable/core-1.11.0-amd64.tar.xz",
            ])
    }

    @Test func `a record comes back as it was`() throws {
        let release = try release("1.1.0", from: ["1.0.0", "0.9.0"])
        #expect(PooledRelease(parsing: release.bytes) == release)
        #expect(PooledRelease(parsing: release.bytes.dropLast(3)) == nil && PooledRelease(parsing: Array("{}".utf8)) == nil)
    }
}
