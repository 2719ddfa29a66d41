import PowerCut

/// Old or new, never between: what must hold after any cut of an update.
struct Verdict: Sendable {
    let old: HomeState
    /// Nil where the update was rolled back: then there is no new.
    let new: HomeState?

    /// After the first boot and, if the trial went on, after another cut and a second one.
    typealias Boots = [NextBoot]

    func boot(_ folder: String) throws -> Boots {
        let first = try NextBoot(of: folder)
        return first.isOnTrial ? [first, try NextBoot(of: folder)] : [first]
    }

    /// What is wrong, if anything is.
    func judge(_ state: CrashState, _ boots: Boots) -> [String] {
        guard let last = boots.last else { return ["nothing was booted"] }
        var wrong: [String] = []
        if boots.count > 1 { wrong += trial(boots[0]) }
        wrong += last.home.damage + last.home.leftovers.map { "left over: \($0)" }
        if last.isOnTrial { wrong.append("on trial even after a second cut") }
        wrong += ending(last)
        if let promised = state.said.last, let outcome = last.journal?.outcome, (promised == "done") != (outcome == "done") {
            wrong.append("'\(promised)' was promised, and it ended as '\(outcome)'")
        }
        if !state.said.isEmpty, last.journal?.outcome == nil {
            wrong.append("'\(state.said.last ?? "")' was promised, and the journal knows of no end")
        }
        return wrong.map { "\($0) [\(boots.map(\.words).joined(separator: " | "))]" }
    }

    /// While it goes on, everything is new.
    private func trial(_ boot: NextBoot) -> [String] {
        guard let new else { return [] }
        return boot.home.settled == new ? [] : ["on trial, and not wholly new: \(boot.home.difference(from: new))"]
    }

    func ending(_ boot: NextBoot) -> [String] {
        guard let journal = boot.journal, journal.isBegun else {
            return boot.home == old ? [] : ["nothing was begun, and yet \(boot.home.difference(from: old))"]
        }
        var wrong: [String] = []
        if journal.integrity != "ok" { wrong.append("the journal's database: \(journal.integrity)") }
        if journal.outcomeEvents != 1 { wrong.append("\(journal.outcomeEvents) outcome events") }
        switch journal.outcome {
        case "done":
            if let new, boot.home == new { break }
            wrong.append("done, and not new: \(boot.home.difference(from: new ?? old))")
        case "rolled-back":
            if boot.home != old { wrong.append("rolled back, and not old: \(boot.home.difference(from: old))") }
        default: wrong.append("not at its end: \(journal.outcome ?? "no outcome")")
        }
        return wrong
    }

    /// Of an update of a feature on a disk that does not fail.
    static func ofFeature() throws -> Verdict {
        let home = try UpdateHome()
        let old = try HomeState(of: home.path)
        try UpdatedHost(home: home).run { host in
            try host.beginAndSwitch(Update.feature)
            try host.request("journal.commit", #"{"id":"1"}"#)
        }
        return Verdict(old: old, new: try HomeState(of: home.path))
    }
}
