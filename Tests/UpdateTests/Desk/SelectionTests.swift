import Contracts
import Testing

@testable import Update

@Suite struct SelectionTests {
    private func evaluation(_ id: String, _ version: String, _ verdict: String = "pass", channel: String = "stable")
        -> ChannelsContract.Evaluation
    { .init(candidate: World.candidate(id, version, channel: channel), verdict: verdict, again: nil, criteria: []) }

    private func chosen(
        _ evaluations: [ChannelsContract.Evaluation], _ cause: Errand.Cause, ids: [String] = [],
        ends: [ReleaseName: UpdateContract.End] = [:]
    ) -> [String]? {
        switch Selection(evaluations, for: Errand(cause: cause, look: Look(ids: ids)), ends: ends) {
        case .take(let candidates): candidates.map { "\($0.id) \($0.version)" }
        case .nothing: nil
        }
    }

    @Test func `of one feature the newest that passes is taken, else the newest`() {
        let two = [evaluation("a", "1.9.0"), evaluation("a", "1.10.0", "wait", channel: "hotfix"), evaluation("a", "1.2.0")]
        #expect(chosen(two, .schedule) == ["a 1.9.0"] && chosen(two, .request) == ["a 1.9.0"])
        #expect(chosen([evaluation("a", "1.9.0", "wait"), evaluation("a", "1.10.0", "refuse")], .request) == ["a 1.10.0"])
    }

    @Test func `by itself what passes goes before what does not, and what was told is not told again`() {
        let two = [evaluation("a", "1.1.0", "wait"), evaluation("b", "1.1.0")]
        #expect(chosen(two, .schedule) == ["b 1.1.0"])
        let waiting = [evaluation("a", "1.1.0", "wait")]
        #expect(chosen(waiting, .schedule) == ["a 1.1.0"])
        #expect(chosen(waiting, .schedule, ends: [ReleaseName(id: "a", version: "1.1.0"): .deferred]) == nil)
        #expect(chosen(waiting, .schedule, ends: [ReleaseName(id: "a", version: "1.1.0"): .refused]) == ["a 1.1.0"])
    }

    @Test func `on request all features that pass go together, the core by itself`() {
        let three = [evaluation("a", "1.1.0"), evaluation("b", "1.1.0", "wait"), evaluation("core", "2.0.0")]
        #expect(chosen(three, .request) == ["a 1.1.0"])
        #expect(chosen(Array(three.suffix(2)), .request) == ["core 2.0.0"])
        #expect(chosen(three, .request, ids: ["a", "b"]) == ["a 1.1.0", "b 1.1.0"])
        #expect(chosen(three, .request, ids: ["a", "z"]) == nil)
    }

    @Test func `nothing found is nothing taken`() { #expect(chosen([], .schedule) == nil && chosen([], .request) == nil) }
}
