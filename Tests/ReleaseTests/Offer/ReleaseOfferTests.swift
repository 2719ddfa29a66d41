import Testing
import Trust
import Wire

@testable import Release

struct ReleaseOfferTests {
    private func offer() throws -> ReleaseOffer {
        var facts = ReleaseFacts(.feature("adblock"), version: SemanticVersion("2.0.1")!, architecture: "arm64")
        facts.minimumVersion = SemanticVersion("1.9.0")
        facts.minimumCore = SemanticVersion("1.4.0")
        facts.isSecurity = true
        facts.neededDisk = 4096
        let manifest = try ReleaseManifest(facts, [])
        let delta = ReleaseOffer.Delta(
            from: SemanticVersion("2.0.0")!, tree: Digest(.sha256, of: [1]), path: "stable/a.delta",
            format: ReleaseOffer.Delta.currentFormat)
        return ReleaseOffer(manifest, notes: "closes a \"hole\"", deltas: [delta])
    }

    @Test func `what is offered is read as it was written`() throws {
        var offer = try offer()
        #expect(try ReleaseOffer(parsing: offer.json.bytes) == offer)
        offer.released = 1_793_620_800
        #expect(try ReleaseOffer(parsing: offer.json.bytes) == offer)
    }

    @Test func `members of later versions are passed over`() throws {
        let text = String(decoding: try offer().json.bytes, as: UTF8.self).replacing(
            "\"tree\"", with: "\"colour\":[1,{}],\"tree\"", maxReplacements: 1)
        #expect(try ReleaseOffer(parsing: Array(text.utf8)) == offer())
    }

    @Test(arguments: [
        ("\"format\":1", "\"format\":2"), ("2.0.1", "2.0"), ("\"kind\":\"adblock\"", "\"kind\":\"../x\""), ("arm64", "a/b"),
        ("stable/a.delta", "stable/../a"), ("stable/a.delta", "/a"), ("\"size\":0", "\"size\":-1"), ("\"size\":0", "\"size\":\"0\""),
        ("1.9.0", "3.0.0"), ("1.4.0", "1.4"), ("\"epoch\":0", "\"epoch\":-1"), ("\"kind\":\"adblock\"", "\"kind\":\"core\""),
        ("\"security\":true", "\"security\":1"), ("\"deltas\":[", "\"deltas\":[{},"),
    ])
    func `what breaks a rule is refused`(_ from: String, _ to: String) throws {
        let text = String(decoding: try offer().json.bytes, as: UTF8.self)
        #expect(text.contains(from))
        #expect(throws: ReleaseFailure.self) { try ReleaseOffer(parsing: Array(text.replacing(from, with: to).utf8)) }
    }

    @Test func `notes and deltas are bounded`() throws {
        let offer = try offer()
        let text = String(decoding: offer.json.bytes, as: UTF8.self)
        let long = text.replacing("closes", with: String(repeating: "x", count: ReleaseOffer.maximumNotes))
        #expect(throws: ReleaseFailure.self) { try ReleaseOffer(parsing: Array(long.utf8)) }
        var many = offer
        many.deltas = Array(repeating: offer.deltas[0], count: 65)
        #expect(throws: ReleaseFailure.self) { try ReleaseOffer(parsing: many.json.bytes) }
    }
}
