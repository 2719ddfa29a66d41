import Contracts
import PluginKit

/// Hears what is worth telling, and keeps it in the stream `report`: what is there survives everything and is told once.
final class Intake {
    private let host: String
    private let bus: BusConnection
    private let kept: (Int64) -> Void
    private var sightings = Sightings()
    private var budget = NoticeBudget()
    /// Entries whose key counts are kept one after the other, or two of one key might both be new.
    private var turn = Turn()

    private static let seen = "\(ReportContract.stream).seen"
    private static let notices = "event.*.notice"
    private static let subjects = [notices, "event.update.*", JournalContract.Event.outcome]
    /// Entries that may have been kept without their mark: the last ones before a death.
    private static let unmarked: Int64 = 64

    /// - Parameter kept: is told the number of each new entry.
    init(host: String, on bus: BusConnection, kept: @escaping (Int64) -> Void) {
        (self.host, self.bus, self.kept) = (host, bus, kept)
    }

    func open() async throws {
        try await recall()
        for subject in Self.subjects {
            let messages = try await bus.subscribe(subject)
            bus.background {
                // The update's own notices are heard by two subscriptions.
                for try await message in messages where subject == Self.notices || !message.subject.hasSuffix(".notice") {
                    try await self.take(message)
                }
            }
        }
        try await bus.flush()
        try await readJournal()
        bus.background { try await self.askHistory() }
    }

    private func recall() async throws {
        let journal = bus.journal
        try await journal.patiently { () async throws(BusError) in _ = try await journal.retain(Self.seen, maxBytes: 128 << 10) }
        for try await entry in journal.events(of: Self.seen, as: Mark.self) { sightings.note(entry.event) }
        let last = try await journal.range(of: ReportContract.stream).last
        let entries = journal.events(of: ReportContract.stream, after: max(0, last - Self.unmarked), as: Key.self)
        for try await entry in entries { sightings.note(Mark(key: entry.event.key)) }
    }

    private struct Key: Decodable, Sendable { let key: String? }

    // MARK: - Events

    private func take(_ message: Message) async throws {
        switch EventReading(message) {
        case .report(let report, let body): try await take(report, body)
        case .step(let step, let body):
            try await keep(
                EventEntry.entry(
                    host: host, subject: message.subject, body: body, severity: .informational, text: UpdateSentences.step(step),
                    at: step.at))
        case .notice(let notification, let severity, let body): try await take(notification, severity, message.subject, body)
        case .outcome: try await readJournal()
        case .nothing: break
        }
    }

    private func take(
        _ notification: ReportContract.Notification, _ severity: ReportContract.Severity, _ subject: String, _ body: String
    ) async throws {
        let owner = String(subject.split(separator: ".")[1])
        guard case .tell(let dropped) = budget.spend(owner, at: Clock.boot()) else { return }
        let note = dropped == 0 ? "" : " (\(dropped) more of '\(owner)' were left out: they were too many.)"
        let entry = EventEntry.entry(
            host: host, subject: subject, body: body, severity: severity, text: notification.sentences + note, at: notification.at)
        try await keep(entry)
        try await bus.publish(ReportContract.Event.notification, notification)
    }

    // MARK: - What is told once

    /// Whether the event comes twice, or is found in the history as well.
    private func take(_ report: UpdateContract.Report, _ body: String) async throws {
        guard try await keepOnce(EventEntry.entry(host: host, report: report, body: body)) else { return }
        if let notification = UpdateSentences.notification(report) {
            try await bus.publish(ReportContract.Event.notification, notification)
        }
    }

    /// What recovery did at boot, and what ended while this plugin did not hear, is there too. Of those that were done nobody need know.
    private func readJournal() async throws {
        await turn.take()
        defer { turn.pass() }
        let journal = bus.journal
        let before = sightings.journal
        var last: Int64
        if let before { last = before } else { last = max(0, try await journal.range(of: JournalContract.stream).last - Self.unmarked) }
        for try await event in journal.events(of: JournalContract.stream, after: last, as: Ending.self) {
            last = event.sequence
            guard let outcome = event.event.outcome, outcome.outcome == JournalContract.End.rolledBack.rawValue else { continue }
            _ = try await keepNew(EventEntry.entry(host: host, sequence: event.sequence, outcome: outcome), journal: last)
        }
        if before == nil { try await mark(Mark(journal: last)) }
    }

    /// The stream holds recoveries too.
    private struct Ending: Decodable, Sendable {
        let outcome: JournalContract.Outcome?

        init(from decoder: any Decoder) throws { outcome = try? JournalContract.Outcome(from: decoder) }
    }

    /// What updates ended while nobody here heard it: at the start, and once an hour for what may have been lost on the way.
    private func askHistory() async throws {
        var plan = HistoryPlan()
        while bus.end == nil {
            let request = UpdateContract.History(limit: 100)
            // An update plugin that is not there, or is just being updated itself, has nothing to tell.
            let answer = try? await bus.request(UpdateContract.Subject.history, request, as: UpdateContract.Reports.self)
            for report in (answer?.reports ?? []).reversed() { try await take(report, try EventEntry.body(report)) }
            await bus.pause(.seconds(plan.pause(isAnswered: answer != nil)))
        }
    }

    private func keepOnce(_ entry: ReportContract.Entry) async throws -> Bool {
        await turn.take()
        defer { turn.pass() }
        return try await keepNew(entry, journal: nil)
    }

    /// Kept first, marked then: who dies in between finds it among the last ones.
    private func keepNew(_ entry: ReportContract.Entry, journal: Int64?) async throws -> Bool {
        guard !sightings.has(entry.key) else { return false }
        try await keep(entry)
        try await mark(Mark(key: entry.key, journal: journal))
        return true
    }

    private func mark(_ mark: Mark) async throws {
        sightings.note(mark)
        let journal = bus.journal
        try await journal.patiently { () async throws(BusError) in _ = try await journal.append(mark, to: Self.seen) }
    }

    private func keep(_ entry: ReportContract.Entry) async throws {
        let journal = bus.journal
        kept(try await journal.patiently { () async throws(BusError) in try await journal.append(entry, to: ReportContract.stream) })
    }
}
