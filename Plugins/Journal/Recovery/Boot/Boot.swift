import Contracts

/// What recovery does when the journal starts, with a host around it or without one.
struct Boot: Sendable {
    let report: JournalContract.Recovery
    /// What ended by it.
    let outcomes: [JournalContract.Outcome]
    /// The slot that `current` leads to, if a rollback concerned the slots: a kernel that runs from another one must start anew.
    let slot: Slot?

    init(_ store: Store, at now: Moment, workshop: Workshop, dryRun: Bool = false) throws {
        let table = store.transactions(at: now)
        var pass = RecoveryPass(table: table, workshop: workshop)
        report = try pass.run(dryRun: dryRun)
        outcomes = try report.findings.compactMap { finding in try Int64(finding.transaction).flatMap { try table.find($0)?.ending } }
        slot = pass.hasRolledBackSlot ? SlotFiles(home: workshop.home)?.current : nil
    }

    /// Where the journal cannot be opened to write, on a full disk say, the old is restored all the same: what was under way is
    /// read from a copy, and nothing is written down. The next start finds it under way again, and done.
    static func withoutWriting(_ folder: String, workshop: Workshop, dryRun: Bool = false) throws -> Boot {
        let copy = try JournalCopy.make(of: folder)
        let now = Moment(wall: Clocks.machine.wall(), journal: 0)
        let boot = try Boot(try Store(reading: copy.folder), at: now, workshop: workshop, dryRun: dryRun)
        withExtendedLifetime(copy) {}
        return boot
    }
}
