import Contracts
import Testing

@testable import Channels

@Suite struct DelaysTests {
    @Test func `what waits for its channel to catch up is told until it does not`() {
        var delays = Delays()
        let older = Asked.question { $0.candidate.version = "0.9.0" }
        delays.note(Evaluation(older), of: older.candidate)
        #expect(delays.words(for: "adblock")?.contains("waits until stable has caught up") == true && delays.words(for: nil) == nil)
        let newer = Asked.question()
        delays.note(Evaluation(newer), of: newer.candidate)
        #expect(delays.words(for: "adblock") == nil)
    }

    @Test func `the host waits for the runtime`() {
        var delays = Delays()
        let core = Asked.question { ($0.candidate.id, $0.candidate.version) = (UpdateContract.core, "0.9.0") }
        delays.note(Evaluation(core), of: core.candidate)
        #expect(delays.words(for: nil) != nil)
    }

    @Test func `what is not installed waits for no channel`() {
        var delays = Delays()
        let absent = Asked.question { ($0.candidate.installed, $0.candidate.version) = (nil, "0.0.0") }
        delays.note(Evaluation(absent), of: absent.candidate)
        // Nor does it take back what is known of the runtime: who asks for the next window asks of a core that is none.
        let behind = Asked.question { ($0.candidate.id, $0.candidate.version) = (UpdateContract.core, "0.9.0") }
        delays.note(Evaluation(behind), of: behind.candidate)
        let nobody = Asked.question {
            ($0.candidate.id, $0.candidate.installed, $0.candidate.version) = (UpdateContract.core, nil, "0.0.0")
        }
        delays.note(Evaluation(nobody), of: nobody.candidate)
        #expect(delays.words(for: "adblock") == nil && delays.words(for: nil) != nil)
    }

    @Test func `names that somebody invents do not fill it`() {
        var delays = Delays()
        for number in 0..<1000 {
            let question = Asked.question { ($0.candidate.id, $0.candidate.version) = ("f\(number)", "0.9.0") }
            delays.note(Evaluation(question), of: question.candidate)
        }
        #expect(delays.words(for: "f511") != nil && delays.words(for: "f512") == nil)
    }
}
