import Contracts

/// One look at all transactions under way, and the end of those that a cut left behind.
///
/// It may be cut anywhere itself, any number of times: it does nothing that it would not do again. A transaction that cannot be
/// recovered is told and stays; the others are not kept waiting by it.
struct RecoveryPass {
    let table: TransactionTable
    let workshop: Workshop
    let occasion: RecoveryOccasion
    let slots: SlotFiles?
    let boot: BootMoment?
    private(set) var hasRolledBackSlot = false
    /// To be rolled back, but not to the end yet: perhaps not even their rows could be told.
    private(set) var condemned: Set<Int64> = []

    /// - Parameter boot: by which a trial's time is told; nil if that cannot be.
    init(table: TransactionTable, workshop: Workshop, at occasion: RecoveryOccasion = .boot, in boot: BootMoment? = .current) {
        (self.table, self.workshop, self.occasion, self.boot) = (table, workshop, occasion, boot)
        slots = SlotFiles(home: workshop.home)
    }

    /// - Parameters:
    ///   - dryRun: only says what would be done; nothing at all is changed.
    ///   - spared: those that are not to be touched, with the reason.
    mutating func run(dryRun: Bool, sparing spared: (TransactionRecord) -> String? = { _ in nil }) throws -> JournalContract.Recovery {
        var findings: [JournalContract.Finding] = []
        for transaction in try table.open() {
            findings.append(recover(transaction, dryRun: dryRun, spared: spared(transaction)))
        }
        var report = JournalContract.Recovery(dryRun: dryRun, at: table.now.wall, findings: findings, notices: notices)
        guard !dryRun, !findings.isEmpty else { return report }
        do {
            try table.keep(report)
        } catch {
            report.notices.append("what recovery found and did could not be written down: \(error)")
        }
        return report
    }

    /// What counts as absent without being so.
    private var notices: [String] {
        [(Trial.name, slots?.trial.damage), (Trial.confirmedName, slots?.confirmed.damage)].compactMap { name, damage in
            damage.map { "\(SlotFiles.folder.text)/\(name) counts as absent: \($0)" }
        }
    }

    private mutating func recover(_ transaction: TransactionRecord, dryRun: Bool, spared: String?) -> JournalContract.Finding {
        let (position, trial) = (transaction.position, TrialFinding(of: transaction, in: slots, at: boot))
        let decision = RecoveryRule.decide(position, trial, recoveries: transaction.recoveries, at: occasion)
        var finding = JournalContract.Finding(
            transaction: String(transaction.id), kind: transaction.kind, owner: transaction.owner, phase: transaction.phase,
            found: RecoveryRule.found(position, trial, phase: transaction.phase, at: occasion), decision: spared ?? decision.words)
        guard spared == nil, !dryRun else { return finding }
        let rescue = Rescue(transaction, table: table, workshop: workshop, at: occasion)
        finding.problem = rescue.perform(decision, found: finding.found)?.cut(to: TransactionTable.maximumWords)
        guard decision == .rollBack else { return finding }
        if transaction.concernsSlots { hasRolledBackSlot = true }
        if finding.problem != nil { condemned.insert(transaction.id) }
        return finding
    }
}
