import Contracts
import PluginKit

/// Says on the bus, and in the log, what everyone should know.
struct Herald {
    let bus: BusConnection

    func tell(_ text: String, remedy: String) async throws {
        StandardError.write("\(text) \(remedy)")
        let event = JournalContract.Notice(text: text, remedy: remedy, at: Clocks.machine.wall())
        try await bus.publish(JournalContract.Event.notice, event)
    }

    func tell(_ outcome: JournalContract.Outcome) async throws { try await bus.publish(JournalContract.Event.outcome, outcome) }

    func tell(_ boot: Boot) async throws {
        for sentence in boot.report.sentences { StandardError.write(sentence) }
        for problem in boot.report.problems {
            let event = JournalContract.Notice(
                text: problem, remedy: "See `roost journal show`, and `roost journal recover` once its cause is gone.", at: boot.report.at)
            try await bus.publish(JournalContract.Event.notice, event)
        }
        for outcome in boot.outcomes { try await tell(outcome) }
    }

    /// Has the host start again if it runs from a slot that is not the chosen one any more: its features would take what was restored
    /// for theirs, and change it. True if it does, and then nothing more is to be begun.
    func restart(into slot: Slot) async throws -> Bool {
        let status: Status = try await bus.request(KernelContract.Subject.status)
        guard let running = status.slot, running != slot.rawValue else { return false }
        try await tell(
            "The update to slot \(running) was rolled back; the host starts again from slot \(slot.rawValue).",
            remedy: "See `roost journal list` for the reason.")
        do throws(BusError) {
            let answer: Restarting = try await bus.request(KernelContract.Subject.restart)
            return answer.restarting
        } catch {
            try await tell(
                "The host could not be told to start again: \(error).",
                remedy: "Restart it: it runs from slot \(running), which was rolled back.")
            return false
        }
    }

    private struct Status: Decodable {
        let slot: String?
    }

    private struct Restarting: Decodable {
        let restarting: Bool
    }
}
