import Contracts
import Testing

@testable import Update

@Suite struct FallbackNoteTests {
    @Test func `the guard's note is read, and nothing else is taken for one`() {
        let text = "roost-fallback 1\ntransaction 42\nfrom a\nto b\nreason nobody confirmed it within 15 s\nwall 7\ncrc32 0\n"
        let note = FallbackNote(Array(text.utf8))
        #expect(note?.transaction == "42" && note?.reason == "nobody confirmed it within 15 s")
        #expect(FallbackNote(Array(text.replacing("roost-fallback 1", with: "roost-trial 1").utf8)) == nil)
        #expect(FallbackNote(Array("roost-fallback 1\ntransaction 42\n".utf8)) == nil && FallbackNote([]) == nil)
    }

    @Test func `an update that the guard took back says so`() {
        var luggage = Luggage()
        let lifecycle = Lifecycle(id: "u1", at: 0)
        let outcome = Outcome(.rolledBack, in: .apply, .interrupted)
        #expect(Ending(outcome, of: lifecycle, luggage, at: 1).report.reason == Fault.interrupted.words)
        luggage.setback = "nobody confirmed it within 15 s"
        let known = Outcome(.rolledBack, in: .apply, .interrupted(because: "cut off in VALIDATION"))
        #expect(Ending(known, of: lifecycle, luggage, at: 1).report.reason == "the guard went back: nobody confirmed it within 15 s")
        #expect(Ending(outcome, of: lifecycle, luggage, at: 1).report.reason == "the guard went back: nobody confirmed it within 15 s")
        let good = Outcome(.committed, in: .commit, nil)
        var detoured = Luggage()
        detoured.detours = ["web did not come by the delta from 1.0.0: it was cut short"]
        #expect(
            Ending(good, of: lifecycle, detoured, at: 9).report.reason
                == "the new version was found good; web did not come by the delta from 1.0.0: it was cut short")
        #expect(Ending(good, of: lifecycle, luggage, at: 1).report.reason == "the new version was found good")
    }
}
