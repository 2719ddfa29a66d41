import Contracts
import PowerCut

@testable import Update

/// Old or new as a whole, one report, nothing promised that is not kept: what must hold after any cut of a feature's update.
struct RouterVerdict: Sendable {
    let old: RouterTrees
    /// Nil of a version that is rolled back.
    let new: RouterTrees?

    /// After the journal's recovery, before the update plugin has said anything.
    func judge(_ state: CrashState, _ boot: RecoveredRouter) -> [String] {
        let records = boot.records
        var wrong = common(boot.trees, records, RouterPromise.read(state.said))
        if records.endings.isEmpty { wrong += resumption(records) }
        if let last = records.last, last.stage == nil, records.endings.isEmpty { wrong.append("ended, and without a report") }
        return wrong.map { "\($0) [\(boot.words)]" }
    }

    /// After the whole host was started and has come to rest.
    func judge(_ state: CrashState, _ end: RestartedRouter) -> [String] {
        var wrong = common(end.trees, end.records, RouterPromise.read(state.said)) + end.problems
        if let last = end.records.last {
            if end.records.endings.count != 1 { wrong.append("\(end.records.endings.count) final reports") }
            if last.stage != nil { wrong.append("still in \(last.stage?.rawValue ?? "")") }
        }
        if end.mustCommit, new != nil, end.records.endings.first?.report.end != "committed" { wrong.append("it was not gone on with") }
        if !end.staging.isEmpty { wrong.append("left in staging: \(end.staging)") }
        let version = end.records.endings.first?.report.end == "committed" ? "2.0.0" : "1.0.0"
        if end.running != "\(version) ready" { wrong.append("the feature is '\(end.running)', not '\(version) ready'") }
        return wrong.map { "\($0) [\(end.words)]" }
    }

    private func common(_ trees: RouterTrees, _ records: RouterRecords, _ promises: [RouterPromise]) -> [String] {
        var wrong = trees.damage + records.problems.map { "the journal's database: \($0)" }
        let open = records.transactions.filter { $0.outcome == nil }
        if !open.isEmpty { wrong.append("transactions without an end: \(open)") }
        let isDone = records.transactions.contains { $0.outcome == "done" }
        wrong += place(trees, isDone: isDone)
        if let known = records.transaction, !records.transactions.contains(where: { $0.id == known }) {
            wrong.append("the update knows of transaction \(known), the journal does not")
        }
        if records.endings.count > 1 { wrong.append("\(records.endings.count) final reports") }
        for ending in records.endings where ending.report.end != (isDone ? "committed" : "rolled-back") {
            wrong.append("reported as \(ending.report.end), \(ending.report.reason), and the journal says \(records.transactions)")
        }
        return wrong + promises.flatMap { broken($0, records) }
    }

    private func place(_ trees: RouterTrees, isDone: Bool) -> [String] {
        guard isDone else { return trees == old ? [] : ["not done, and not old: \(trees.difference(from: old))"] }
        guard let new else { return ["a version that fails was committed"] }
        return trees == new ? [] : ["done, and not new: \(trees.difference(from: new))"]
    }

    /// The update plugin goes on from where the journal says it is.
    private func resumption(_ records: RouterRecords) -> [String] {
        guard records.last?.stage != nil else { return [] }
        guard let resumed = records.resumed else { return ["what was written down cannot be gone on with"] }
        let known = records.transactions.first { $0.id == records.transaction }
        switch (known?.outcome, resumed.stage) {
        case ("done", .report): return resumed.outcome?.end == .committed ? [] : ["done, and it reports \(resumed.outcome as Any)"]
        case ("rolled-back", .preparation), ("rolled-back", .rollback): return []
        case ("rolled-back", .report): return resumed.outcome?.end == .rolledBack ? [] : ["back, and it reports \(resumed.outcome as Any)"]
        case (nil, .evaluation), (nil, .download), (nil, .verification), (nil, .preparation): return []
        case (nil, .rollback), (nil, .report): return resumed.outcome?.fault == .journal ? ["the journal has lost it"] : []
        default: return ["it goes on in \(resumed.stage?.rawValue ?? "no stage"), and the journal says \(known as Any)"]
        }
    }

    private func broken(_ promise: RouterPromise, _ records: RouterRecords) -> [String] {
        let isKept =
            switch promise {
            case .step: records.last != nil
            case .report(let end): records.endings.map(\.report.end) == [end]
            case .transaction(let outcome): records.transactions.contains { $0.outcome == outcome }
            }
        return isKept ? [] : ["\(promise) was told, and is not kept"]
    }
}
