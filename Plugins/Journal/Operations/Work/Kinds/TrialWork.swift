import Files

/// `arm-trial`: tells the guard, by the file `slots/trial`, that a slot is on trial.
///
/// Once it is armed the guard changes and removes the file; so what is in it, not its being there, says whose it is.
struct TrialWork: Work {
    let slots: OpenFolder
    let trial: Trial
    let file: Swap

    func stage() throws(OperationFailure) {
        if SlotFiles(slots).confirmed.value?.transaction == trial.transaction {
            throw .obstacle("the guard holds transaction \(trial.transaction ?? "-") for confirmed already; begin another one")
        }
        try file.deeds.unlink(file.new)
        try file.deeds.create(file.new, trial.bytes, mode: 0o644, owner: slots.own)
        try file.deeds.syncFolder(of: file.place)
    }

    func `switch`() throws(OperationFailure) {
        if let other = SlotFiles(slots).trial.value, other.transaction != trial.transaction {
            throw .obstacle(
                "slot \(other.slot.rawValue) is on trial already, for transaction \(other.transaction ?? "-"); wait for its end")
        }
        if file.new.isThere { try file.deeds.rename(file.new, to: file.place, replacing: true) }
        try file.deeds.syncFolder(of: file.place)
    }

    func undo() throws(OperationFailure) {
        if SlotFiles(slots).trial.value?.transaction == trial.transaction { try file.deeds.unlink(file.place) }
        try file.deeds.unlink(file.new)
        try file.deeds.syncFolder(of: file.place)
    }
}
