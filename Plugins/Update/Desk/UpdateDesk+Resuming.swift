import Contracts

extension UpdateDesk {
    /// After a start of the plugin: reads what was written down, and goes on with what had not ended. The journal's word decides where.
    func resume() async throws(Fault) {
        try await catchUp()
        guard let (record, luggage) = history.unfinished else { return tidy() }
        guard let lifecycle = Lifecycle(record, at: room.clocks.boot(), boot: room.clocks.bootID) else {
            room.say("update \(record.id) was begun by another version of this plugin and cannot be gone on with; see 'roost journal list'")
            return tidy()
        }
        let (finding, reason) = try await finding(lifecycle, luggage)
        (self.lifecycle, self.luggage, since) = (lifecycle, luggage, room.clocks.wall())
        if finding == .undone, lifecycle.isCore, let transaction = luggage.transaction {
            self.luggage.setback = await room.works.guardsReason(for: transaction)
        }
        await room.works.tidy(keeping: lifecycle.id)
        take(.resumed(finding, because: reason))
    }

    /// A core update is switched as soon as the slots say so, but the new runtime is there only after the restart: if this process died
    /// in between, alone, the restart is yet to come.
    private func finding(_ lifecycle: Lifecycle, _ luggage: Luggage) async throws(Fault) -> (JournalFinding, String?) {
        let (finding, reason) = try await room.records.finding(of: luggage.transaction)
        guard lifecycle.isCore, lifecycle.stage == .apply, finding == .switched else { return (finding, reason) }
        return (try await room.state().runsChosenSlot ? .switched : .pending, nil)
    }

    /// The plugin is asked to end: whatever works stops where it is, and is gone on with after the next start.
    func shutDown() { take(.shutdown) }
}
