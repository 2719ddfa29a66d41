import PowerCut

/// Old or new, never between: what must hold after any cut of an update.
struct Verdict: Sendable {
    let old: HomeState
    let new: HomeState
    /// Otherwise only somebody who confirms its trial brings it that far.
    let isCommitted: Bool
    /// An event comes with its commit, in one act.
    var isMarked = false

    /// What is wrong, if anything is.
    func judge(_ state: CrashState, _ aftermath: Aftermath) -> [String] {
        let promises = Promise.read(state.said)
        var wrong = end(aftermath.abandoned ?? aftermath.first, promises)
        if aftermath.abandoned != nil { wrong += trial(aftermath.first) }
        if let boot = aftermath.confirmed { wrong += confirmed(boot, promises) }
        return wrong.map { "\($0) [\(aftermath.words)]" }
    }

    /// While it goes on, everything is new.
    private func trial(_ boot: NextBoot) -> [String] {
        guard boot.home.settled != new else { return [] }
        return ["on trial, and not wholly new: \(boot.home.difference(from: new))"]
    }

    private func confirmed(_ boot: NextBoot, _ promises: [Promise]) -> [String] {
        (boot.journal?.outcome == "done" ? [] : ["confirmed, and not done"]) + end(boot, promises + [.done])
    }

    private func end(_ boot: NextBoot, _ promises: [Promise]) -> [String] {
        var wrong = boot.home.damage + boot.home.leftovers.map { "left over: \($0)" }
        if boot.isOnTrial { wrong.append("on trial even after a second cut") }
        wrong += ending(boot, mayBeDone: isCommitted || promises.contains(.done)) + kept(promises, boot.journal) + streams(boot.journal)
        return wrong
    }

    func ending(_ boot: NextBoot, mayBeDone: Bool = true) -> [String] {
        guard let journal = boot.journal, journal.isBegun else {
            return boot.home == old ? [] : ["nothing was begun, and yet \(boot.home.difference(from: old))"]
        }
        var wrong = journal.problems.map { "the journal's database: \($0)" } + boot.slots.wrong(outcome: journal.outcome)
        if journal.outcomeEvents != 1 { wrong.append("\(journal.outcomeEvents) outcome events") }
        switch journal.outcome {
        case "done":
            if !mayBeDone { wrong.append("done, and nobody committed it") }
            if boot.home != new { wrong.append("done, and not new: \(boot.home.difference(from: new))") }
        case "rolled-back":
            if boot.home != old { wrong.append("rolled back, and not old: \(boot.home.difference(from: old))") }
        default: wrong.append("not at its end: \(journal.outcome ?? "no outcome")")
        }
        return wrong
    }

    private func kept(_ promises: [Promise], _ journal: JournalState?) -> [String] {
        promises.compactMap { promise in
            let isKept =
                switch promise {
                case .done: journal?.outcome == "done"
                case .rolledBack: journal?.outcome == "rolled-back"
                case .appended(let number): journal?.appended.contains(number) ?? false
                }
            return isKept ? nil : "'\(promise.words)' was promised, and the journal says '\(journal?.outcome ?? "nothing")'"
        }
    }

    /// Of an update of a feature on a disk that does not fail.
    static func ofFeature() throws -> Verdict {
        let home = try UpdateHome()
        let old = try HomeState(of: home.path)
        try UpdatedHost(home: home).run { host in
            let id = try host.beginAndSwitch(Update.feature)
            try host.request("journal.commit", #"{"id":"\#(id)"}"#)
        }
        return Verdict(old: old, new: try HomeState(of: home.path), isCommitted: true)
    }

    /// No number is missing, and the event that came with the commit is there if the commit is.
    private func streams(_ journal: JournalState?) -> [String] {
        guard let journal else { return [] }
        var wrong: [String] = []
        if journal.appended != Array(1..<(journal.appended.count + 1)) { wrong.append("the stream has the numbers \(journal.appended)") }
        let marks = isMarked && journal.outcome == "done" ? 1 : 0
        if journal.marks != marks { wrong.append("\(journal.marks) events of the commit, not \(marks)") }
        return wrong
    }
}
