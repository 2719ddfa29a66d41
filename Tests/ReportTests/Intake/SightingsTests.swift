import Testing

@testable import Report

@Suite struct SightingsTests {
    @Test func `what was noted is known, up to a bound`() {
        var sightings = Sightings()
        #expect(!sightings.has("a") && sightings.journal == nil)
        for number in 0...Sightings.most { sightings.note(Mark(key: "k\(number)")) }
        #expect(!sightings.has("k0") && sightings.has("k1") && sightings.has("k\(Sightings.most)"))
    }

    @Test func `the journal is never read backwards`() {
        var sightings = Sightings()
        for number: Int64? in [5, 3, nil] { sightings.note(Mark(journal: number)) }
        #expect(sightings.journal == 5)
    }
}
