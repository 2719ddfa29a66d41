import Release
import TUF
import Testing
import Trust
import Wire

@testable import Delivery

@Suite struct ListingTests {
    private func manifest(_ version: String) throws -> ReleaseManifest {
        try ReleaseManifest(ReleaseFacts(.core, version: try #require(SemanticVersion(version)), architecture: "all"), [])
    }

    private func listing(_ manifest: ReleaseManifest, _ size: Int64? = nil) throws -> Listing {
        var json = String(decoding: ReleaseOffer(manifest).json.bytes, as: UTF8.self)
        if let size { json = json.replacing("\"size\":0", with: "\"size\":\(size)") }
        let offer = try ReleaseOffer(parsing: Array(json.utf8))
        #expect(offer.size == size ?? 0)
        return Listing(channel: "stable", offer: offer, path: "stable/a", file: TargetFile(length: 1, hashes: Hashes(of: [1])))
    }

    @Test func `a tree is what was offered by its facts, its digest and its size`() throws {
        let manifest = try manifest("1.0.0")
        #expect(try listing(manifest).promises(manifest))
        #expect(try !listing(manifest).promises(self.manifest("1.0.1")))
        #expect(try !listing(manifest, Int64.max).promises(manifest))
    }
}
