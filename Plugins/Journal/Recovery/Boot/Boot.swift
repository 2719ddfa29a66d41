import Contracts

/// What recovery does when the journal starts, with a host around it or without one.
struct Boot: Sendable {
    let report: JournalContract.Recovery
    /// What ended by it.
    let outcomes: [JournalContract.Outcome]
    /// The slot that `current` leads to, if a rollback concerned the slots: a kernel that runs from another one must start anew.
    let slot: Slot?
    /// What is to be rolled back, but could not be wholly: it can go no other way any more.
    let condemned: Set<Int64>
    /// What it only gave another name, and is still to be removed; see ``Tidying``.
    let leavings: [HomePath]

    /// - Parameters:
    ///   - run: of the host, if there is one: recovery as at a boot is done once in each.
    ///   - byHand: a person asks for it.
    init(
        _ store: Store, at now: Moment, workshop: Workshop, dryRun: Bool = false, in run: HostRun? = nil, byHand: Bool = false
    ) throws {
        let table = store.transactions(at: now)
        let mark = run.flatMap { _ in RecoveryMark(home: workshop.home) }
        let occasion: RecoveryOccasion = byHand ? .hand : run != nil && mark?.run == run ? .restart : .boot
        var pass = RecoveryPass(table: table, workshop: workshop.leavingTrees, at: occasion)
        report = try pass.run(dryRun: dryRun)
        let found = try report.findings.compactMap { finding in try Int64(finding.transaction).flatMap(table.find) }
        (outcomes, leavings) = (found.compactMap(\.ending), dryRun ? [] : found.filter { $0.outcome == nil }.flatMap(workshop.leavings))
        slot = pass.hasRolledBackSlot ? SlotFiles(home: workshop.home)?.current : nil
        condemned = try pass.condemned.filter { try table.find($0)?.outcome == nil }
        if let run, condemned.isEmpty, !dryRun { Self.set(mark, run) }
    }

    /// Without it the next start recovers as at a boot, which is always right, if not always kind.
    private static func set(_ mark: RecoveryMark?, _ run: HostRun) {
        do throws(OperationFailure) {
            try mark?.set(run)
        } catch {
            StandardError.write("journal: \(error)")
        }
    }

    /// Where the journal cannot be opened to write, on a full disk say, the old is restored all the same: what was under way is
    /// read from a copy, and nothing is written down. The next start finds it under way again, and done.
    ///
    /// Refused where it is not certain that nobody else is at work on it; a dry run does no work.
    static func withoutWriting(_ folder: String, workshop: Workshop, dryRun: Bool = false, byHand: Bool = false) throws -> Boot {
        let lock = dryRun ? nil : try StoreLock(folder: folder, writing: false)
        let copy = try JournalCopy.make(of: folder)
        let now = Moment(wall: Clocks.machine.wall(), journal: 0)
        let boot = try Boot(copy.store, at: now, workshop: workshop, dryRun: dryRun, byHand: byHand)
        withExtendedLifetime((lock, copy)) {}
        return boot
    }
}
