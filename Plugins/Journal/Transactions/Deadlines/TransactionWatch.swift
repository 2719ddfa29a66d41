import PluginKit

/// Looks after transactions that nobody ends: asks the rule about each of them, and has the desk do what follows.
///
/// Lives on the loop, with one pause for all. It keeps only since when owners are away and how often an end was tried in vain; a
/// journal that is started again counts those anew.
final class TransactionWatch {
    private let desk: TransactionDesk
    /// Ids of features that are there; nil if that is not known.
    private let present: () async -> Set<String>?
    /// Has the host start again if it runs from a slot that is not the chosen one any more.
    private let slotRolledBack: () async -> Void
    private let boot: () -> BootMoment?
    private var absences: [String: Double] = [:]
    private var tries: [Int64: Tries] = [:]
    private var pause = PhaseLimits.idle
    /// What came up during a look.
    private var sooner = Double.infinity
    private var wake: (() -> Void)?

    private struct Tries {
        var failures = 0
        var latest: Double
    }

    init(
        over desk: TransactionDesk, boot: @escaping () -> BootMoment? = { .current }, present: @escaping () async -> Set<String>?,
        slotRolledBack: @escaping () async -> Void
    ) {
        (self.desk, self.boot, self.present, self.slotRolledBack) = (desk, boot, present, slotRolledBack)
        desk.limited = { [weak self] in self?.expect(within: $0) }
    }

    func run(on bus: BusConnection) async {
        while bus.end == nil {
            sooner = .infinity
            await desk.ledger.tend()
            pause = min(await look(), sooner)
            await bus.pause(.seconds(pause)) { wake = $0 }
            wake = nil
        }
    }

    /// Something may be due before the next look.
    private func expect(within seconds: Double) {
        sooner = min(sooner, seconds)
        guard seconds < pause else { return }
        wake?()
        wake = nil
    }

    /// Seconds until the next look.
    func look() async -> Double {
        do {
            let (open, now) = try await desk.open()
            let owners = open.filter { !$0.owner.hasPrefix("@") }.map(\.owner)
            note(owners: Set(owners), present: owners.isEmpty ? [] : await present(), at: now)
            tries = tries.filter { id, _ in open.contains { $0.id == id } }
            var next = open.isEmpty ? PhaseLimits.idle : PhaseLimits.looks
            for record in open where !desk.isBusy(record.id) { next = min(next, await look(at: record, now)) }
            return max(next, 1)
        } catch {
            StandardError.write("journal: transactions under way could not be looked at: \(error)")
            return PhaseLimits.looks
        }
    }

    private func note(owners: Set<String>, present: Set<String>?, at now: Double) {
        let away = present.map { owners.subtracting($0) } ?? []
        absences = Dictionary(uniqueKeysWithValues: away.map { ($0, absences[$0] ?? now) })
    }

    private func look(at record: TransactionRecord, _ now: Double) async -> Double {
        let standing = standing(of: record, now)
        switch DeadlineRule.decide(standing) {
        case .leave: return PhaseLimits.looks
        case .wait(let seconds): return seconds
        case .rollBack(let reason): await end(record, .rollback, reason, at: now)
        case .commit: await end(record, .commit, "", at: now)
        case .tryAgain where standing.position == .commit: await end(record, .commit, "", at: now)
        case .tryAgain: await end(record, .rollback, record.reason ?? "recovered after a power cut or crash", at: now)
        }
        return PhaseLimits.looks
    }

    private func standing(of record: TransactionRecord, _ now: Double) -> Standing {
        var standing = Standing(position: desk.position(of: record))
        standing.trial = TrialFinding(of: record, in: SlotFiles(home: desk.workshop.home), at: boot())
        if let term = record.term { (standing.waited, standing.validation) = (max(0, now - term.since), term.validation) }
        standing.absence = absences[record.owner].map { now - $0 }
        // Whoever asked for the end has just tried.
        if standing.isEnding, tries[record.id] == nil { tries[record.id] = Tries(latest: now) }
        if let tries = tries[record.id] { (standing.failures, standing.rested) = (tries.failures, now - tries.latest) }
        return standing
    }

    private func end(_ record: TransactionRecord, _ event: TransactionEvent, _ reason: String, at now: Double) async {
        do {
            guard let ended = try await desk.end(record, by: event, because: reason) else { return }
            if let note = ended.note { return failed(record, note, at: now) }
            StandardError.write(
                "Transaction \(record.id) (\(record.kind), of '\(record.owner)') was ended: \(ended.reason ?? "committed").")
            if event == .rollback, record.concernsSlots { await slotRolledBack() }
        } catch {
            failed(record, "\(error)", at: now)
        }
    }

    private func failed(_ record: TransactionRecord, _ words: String, at now: Double) {
        let failures = (tries[record.id]?.failures ?? 0) + 1
        tries[record.id] = Tries(failures: failures, latest: now)
        let pause = Int(DeadlineRule.pause(after: failures))
        StandardError.write("journal: transaction \(record.id) could not be ended: \(words); it is tried again in \(pause) s")
    }
}
