import Support
import Synchronization
import Testing
import Wire

/// Reports on their way to a web server while the power goes.
@Suite struct DeliveryPowerLossTests {
    private let plan = CrashPlan.asked

    @Test(.tags(.slow), .enabled(if: CrashPlan.asked.rounds > 0))
    func `wherever the power goes as a report is delivered, it arrives, each time under the same key`() throws {
        let gate = Gate()
        let receiver = try WebhookReceiver { _ in
            gate.pass()
            return "200 OK"
        }
        let released = try ReleasedVersions([.good], receiver: receiver)
        defer { withExtendedLifetime(released) {} }
        let router = try CrashedRouter(.good, from: released.stock)
        try router.start()
        try router.waitUntilReady()
        var chance = SplitMix(seed: UInt64(plan.seed))
        for round in 0..<plan.rounds {
            gate.isShut = true
            try tell("\(round)-unanswered", router)
            try Deadline.wait(for: "the receiver to have it") { !told("\(round)-unanswered", receiver).isEmpty }
            try router.restart()
            gate.isShut = false
            try expectDelivery(of: "\(round)-unanswered", times: 2...2, router)

            router.steps.stop(at: .random(in: 1...4, using: &chance), of: .all)
            try tell("\(round)-stopped", router)
            // Who writes with others has fewer steps, and is through by then.
            try? Deadline.wait(for: "the step at which it is to stop", within: .seconds(5)) { router.steps.place != nil }
            try router.restart()
            try expectDelivery(of: "\(round)-stopped", times: 1...2, router)
        }
    }

    /// Whoever told it had no answer, and tells it again, as the history of updates does.
    private func expectDelivery(of id: String, times: ClosedRange<Int>, _ router: CrashedRouter) throws {
        let receiver = router.stock.receiver
        try tell(id, router)
        // In order, one at a time: once the next one is there, this one comes no more.
        try tell("\(id)-next", router)
        try Deadline.wait(for: "what follows \(id)", within: .seconds(60)) { !told("\(id)-next", receiver).isEmpty }
        let requests = told(id, receiver)
        #expect(times.contains(requests.count), "seed \(plan.seed): \(id) came \(requests.count) times")
        #expect(Set(requests.map { "\($0.key) \($0.body.text)" }).count == 1, "seed \(plan.seed): \(requests)")
        let kept = try router.stream("report").count { $0["key"]?.string == requests.first?.key }
        #expect(kept == 1, "seed \(plan.seed): \(id) is kept \(kept) times")
    }

    private func tell(_ id: String, _ router: CrashedRouter) throws {
        let report: JSON = [
            "id": .string(id), "targets": [["id": "good", "from": "1.0.0", "to": "1.1.0"]], "end": "rolled-back", "stage": "validation",
            "reason": "dns: no answer", "remedy": "", "begun": 1, "ended": 2, "checks": [],
        ]
        try router.say("event.update.report", report)
    }

    private func told(_ id: String, _ receiver: WebhookReceiver) -> [WebhookReceiver.Request] {
        receiver.all.filter { $0.key.hasSuffix("-update-\(id)") }
    }

    /// Lets through whoever comes, or nobody for now.
    private final class Gate: Sendable {
        private let state = Mutex(false)

        var isShut: Bool {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }

        /// Gives up where nobody opens it: the caller has long gone.
        func pass() { try? Deadline.wait(for: "the gate", within: .seconds(60)) { !isShut } }
    }
}
