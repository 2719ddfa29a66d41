/// Which release to start, and what to do before: made from what was found, by rule alone.
struct Decision {
    /// Nil if there is nothing that could be started.
    private(set) var release: Release?
    /// The trial this start is, as it stands on disk once the deeds are done.
    private(set) var trial: Trial?
    private(set) var deeds: [Deed] = []
    /// What to tell people, one line each.
    private(set) var words: [String] = []

    private let found: Found

    init(on found: Found) {
        self.found = found
        for (name, flaw) in [
            ("current", found.current.flaw), ("trial", found.trial.flaw), ("confirmed", found.confirmed.flaw),
            ("fallback", found.fallback.flaw),
        ] {
            if let flaw { words.append("slots/\(name) counts as absent: \(flaw)") }
        }
        if let trial = found.trial.value {
            choose(with: trial)
        } else {
            chooseWithoutTrial()
        }
    }

    private mutating func choose(with trial: Trial) {
        let standing = TrialStanding(of: trial, among: found)
        // Where a journal was lost, numbers of transactions come again, and it would take the old confirmation for this trial's.
        if !standing.isOver, !trial.transaction.isNone, found.confirmed.value?.transaction == trial.transaction {
            deeds.append(.removeConfirmed)
        }
        switch standing {
        case .over:
            words.append("slots/trial is over: \(Release.slot(trial.slot).words) was confirmed")
            deeds += found.deedsOfConfirming(trial)
            chooseWithoutTrial()
        case .stale:
            words.append("slots/trial is of \(Release.slot(trial.slot).words), which slots/current does not name: removed")
            deeds.append(.removeTrial)
            chooseWithoutTrial()
        case .first: begin(trial)
        case .spent(let reason): fallBack(from: trial, because: reason)
        }
    }

    private mutating func begin(_ trial: Trial) {
        var counted = trial
        (counted.attempts, counted.boot, counted.started) = (1, found.boot, found.bootTime)
        deeds.append(.count(counted))
        (release, self.trial) = (.slot(trial.slot), counted)
        words.append("\(Release.slot(trial.slot).words) is on trial: it has \(trial.deadline) s to be confirmed")
    }

    private mutating func fallBack(from trial: Trial, because reason: String) {
        let target = firstGood([.slot(trial.previous), .factory]) ?? firstUsable([.factory, .slot(trial.previous)])
        goBack(from: trial.slot, to: target, because: reason, transaction: trial.transaction)
        if target == .slot(trial.previous) {
            deeds.append(.removeTrial)
        } else if trial.attempts == 1 {
            // On the factory release the trial stays, so that no boot starts its slot; twice attempted, so that the journal does not
            // wait for its confirmation.
            var spent = trial
            spent.attempts = 2
            deeds.append(.spend(spent))
        }
    }

    private mutating func chooseWithoutTrial() {
        let wanted = found.current.value
        let slot = wanted ?? likelySlot
        // A slot that was left for the factory release is no better for the other one's being gone.
        let isLeft = found.fallback.value.map { $0.from == slot.other && $0.to == .factory } ?? false
        let order: [Release] = isLeft ? [.slot(slot), .factory] : [.slot(slot), .slot(slot.other), .factory]
        let target = firstGood(order) ?? firstUsable([.factory, .slot(slot), .slot(slot.other)])
        if let wanted {
            guard target != .slot(wanted) else {
                release = target
                return
            }
            let gone = !found.usable.holds(.slot(wanted))
            let reason = gone ? "it has no program bin/roost" : found.cause ?? "its kernel failed too often"
            return goBack(from: wanted, to: target, because: reason, transaction: .none)
        }
        release = target
        words.append("slots/current names no slot: \(target.map { "starting \($0.words)" } ?? "and there is nothing to start")")
        if case .slot(let slot) = target { deeds.append(.link(slot)) }
    }

    /// Without slots/current: the one that was confirmed last, or gone back to.
    private var likelySlot: Slot {
        if let slot = found.confirmed.value?.slot { return slot }
        if case .slot(let slot) = found.fallback.value?.to { return slot }
        return .a
    }

    private mutating func goBack(from slot: Slot, to target: Release?, because reason: String, transaction: Identifier) {
        release = target
        let from = Release.slot(slot).words
        guard let target else { return words.append("\(from) cannot be used (\(reason)), and there is nothing else to start") }
        words.append("falling back from \(from) to \(target.words): \(reason)")
        let fallback = Fallback(
            transaction: transaction, from: slot, to: target, reason: reason, boot: found.boot, at: found.bootTime, wall: found.wall)
        // A step repeated within one boot is written once: a loop must not wear out the flash.
        let isKnown = found.fallback.value.map { $0.repeats(fallback) } ?? false
        if !isKnown || target != .factory { deeds.append(.record(fallback)) }
        if case .slot(let slot) = target { deeds.append(.link(slot)) }
    }

    private func firstGood(_ releases: [Release]) -> Release? {
        releases.first { found.usable.holds($0) && !found.givenUp.holds($0) }
    }

    private func firstUsable(_ releases: [Release]) -> Release? { releases.first { found.usable.holds($0) } }
}
