import Release
import TUF
import Testing
import Trust
import Wire

@testable import Delivery

@Suite struct ChannelCatalogTests {
    private static func file(_ custom: CanonicalJSON?) -> TargetFile { TargetFile(length: 1, hashes: Hashes(of: [1]), custom: custom) }

    private static func offer(_ kind: ReleaseFacts.Kind, _ version: String, _ architecture: String) throws -> TargetFile {
        let facts = ReleaseFacts(kind, version: try #require(SemanticVersion(version)), architecture: architecture)
        let offer = ReleaseOffer(try ReleaseManifest(facts, []))
        return file(try CanonicalJSON(parsing: offer.json.bytes, within: CanonicalJSON.Bounds(bytes: 4096)))
    }

    private func catalog() throws -> ChannelCatalog {
        let targets = Targets(
            expires: UTCTime(secondsSince1970: 0),
            targets: [
                "stable/a": try Self.offer(.core, "1.2.0", "amd64"), "stable/b": try Self.offer(.core, "1.10.0", "amd64"),
                "stable/c": try Self.offer(.core, "2.0.0", "arm64"), "stable/d": try Self.offer(.feature("dns"), "1.0.0", "all"),
                "stable/delta": Self.file(nil), "stable/odd": Self.file(["format": 9]),
            ])
        return ChannelCatalog("stable", targets)
    }

    @Test func `the newest by version, of the architecture`() throws {
        #expect(try catalog().release(of: "core", architecture: "amd64").offer.facts.version == SemanticVersion("1.10.0"))
        #expect(try catalog().release(of: "core", SemanticVersion("1.2.0"), architecture: "amd64").path == "stable/a")
        #expect(try catalog().release(of: "dns", architecture: "arm64").path == "stable/d")
    }

    @Test func `what is not understood is passed over, and said`() throws {
        let catalog = try catalog()
        #expect(catalog.listings.count == 4 && catalog.passedOver.count == 1)
        #expect(catalog.passedOver.first?.contains("stable/odd") == true)
    }

    @Test func `what is missing is said with what is there`() throws {
        let catalog = try catalog()
        #expect(
            throws: DeliveryError.absent("the channel stable has no core for riscv64; it has 1.2.0 (amd64), 1.10.0 (amd64), 2.0.0 (arm64)")
        ) {
            try catalog.release(of: "core", architecture: "riscv64")
        }
        #expect(throws: DeliveryError.absent("the channel stable has no vpn for amd64; it has releases of core, dns")) {
            try catalog.release(of: "vpn", architecture: "amd64")
        }
    }
}
