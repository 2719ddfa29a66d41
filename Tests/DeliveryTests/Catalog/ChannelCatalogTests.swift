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

    @Test func `what was passed over is said where nothing else is there`() throws {
        func words(_ files: [ExactText: TargetFile], _ id: String = "core") throws -> String {
            let catalog = ChannelCatalog("stable", Targets(expires: UTCTime(secondsSince1970: 0), targets: files))
            let error = #expect(throws: DeliveryError.self) { try catalog.release(of: id, architecture: "amd64") }
            return try #require(error).description
        }
        #expect(try words(["stable/delta": Self.file(nil)]).hasSuffix("it has no releases yet"))
        let odd = try words(["stable/odd": Self.file(["format": 9]), "stable/odder": Self.file(["format": 9])])
        #expect(!odd.contains("no releases yet"))
        #expect(odd.contains("2 entries are not understood here and were passed over, the first of them 'stable/odd'"), "\(odd)")
        let some = try words(["stable/d": try Self.offer(.feature("dns"), "1.0.0", "all"), "stable/odd": Self.file(["format": 9])])
        #expect(some.contains("it has releases of dns; 1 entry is not understood here and was passed over: 'stable/odd'"), "\(some)")
    }

    @Test func `what is missing is said with what is there`() throws {
        let catalog = try catalog()
        #expect(
            throws: DeliveryError.absent("the channel stable has no core for riscv64; it has 1.2.0 (amd64), 1.10.0 (amd64), 2.0.0 (arm64)")
        ) {
            try catalog.release(of: "core", architecture: "riscv64")
        }
        let words = "the channel stable has no vpn for amd64; it has releases of core, dns; 1 entry is not understood here"
        #expect(throws: DeliveryError.absent("\(words) and was passed over: \(catalog.passedOver[0])")) {
            try catalog.release(of: "vpn", architecture: "amd64")
        }
    }
}
