import Contracts

/// The journal's answers as text.
enum JournalReport {
    static func lines(_ transactions: [JournalContract.Transaction], now: Double, width: Int?, style: Style) -> [String] {
        guard !transactions.isEmpty else { return ["There are no transactions."] }
        var table = Table("#ID", "OWNER", "KIND", "FROM", "TO", "PHASE", "OUTCOME", "BEGUN", "#TOOK", "REASON")
        table.rows = transactions.map { transaction in
            [
                Table.Cell(transaction.id), Table.Cell(transaction.owner), Table.Cell(transaction.kind), Table.Cell(transaction.from),
                Table.Cell(transaction.to), Table.Cell(transaction.phase), outcome(transaction),
                Table.Cell(UnixTime.text(transaction.begun)),
                Table.Cell(Words.duration(seconds: (transaction.ended ?? now) - transaction.begun)), Table.Cell(transaction.reason ?? ""),
            ]
        }
        return table.lines(width: width, style: style)
    }

    private static func outcome(_ transaction: JournalContract.Transaction) -> Table.Cell {
        switch transaction.outcome.map(JournalContract.End.init(rawValue:)) {
        case .some(.done): Table.Cell("done", .green)
        case .some(.rolledBack): Table.Cell("rolled back", .red)
        case .some(.none): Table.Cell(transaction.outcome, .dim)
        case .none: Table.Cell("under way", .yellow)
        }
    }

    // MARK: - One transaction

    static func lines(_ transaction: JournalContract.Transaction, width: Int?, style: Style) -> [String] {
        let sentences = [beginning(transaction), ending(transaction), recovery(transaction)].compactMap { $0 }.map(Printable.line)
        guard !transaction.operations.isEmpty else { return sentences }
        var table = Table("#", "OPERATION", "STATE", "NOTE")
        table.rows = transaction.operations.enumerated().map { index, deed in
            [
                Table.Cell(index + 1), Table.Cell(deed.operation), Table.Cell(deed.state, deed.note == nil ? nil : .red),
                Table.Cell(deed.note ?? ""),
            ]
        }
        return sentences + [""] + table.lines(width: width, style: style)
    }

    /// "Transaction 12 (update) from 1.0.0 to 1.1.0 was begun by update at 2026-11-23 05:04:03."
    private static func beginning(_ transaction: JournalContract.Transaction) -> String {
        let versions = [("from", transaction.from), ("to", transaction.to)].filter { !$0.1.isEmpty }.map { " \($0) \($1)" }.joined()
        let start = "Transaction \(transaction.id) (\(transaction.kind))\(versions)"
        return "\(start) was begun by \(transaction.owner) at \(UnixTime.text(transaction.begun))."
    }

    private static func ending(_ transaction: JournalContract.Transaction) -> String {
        guard let outcome = transaction.outcome, let ended = transaction.ended else {
            let reason = transaction.reason.map { " It is being rolled back: \($0)." } ?? ""
            return "It is under way, in \(transaction.phase).\(reason) \(prospect(transaction.phase))"
        }
        let took = Words.duration(seconds: ended - transaction.begun)
        let end = outcome == JournalContract.End.done.rawValue ? "It is done" : "It was rolled back in \(transaction.phase)"
        let reason = transaction.reason.map { ": \($0)" } ?? ""
        return "\(end) since \(UnixTime.text(ended)), after \(took)\(reason)."
    }

    /// What recovery would do if the power went now.
    private static func prospect(_ phase: String) -> String {
        switch JournalContract.Phase(rawValue: phase) {
        case .staging, .migration: "If the power went now, the old state would stay: nothing is switched yet."
        case .switch: "If the power went now, it would be rolled back."
        case .validation: "If the power went now, it would be rolled back, unless that is the first start of its trial."
        case .commit: "If the power went now, its commit would be finished."
        case nil: "A newer version wrote that phase: recovery rolls it back."
        }
    }

    private static func recovery(_ transaction: JournalContract.Transaction) -> String? {
        switch transaction.recoveries {
        case 0: nil
        case 1: "Recovery has had to do with it once."
        default: "Recovery has had to do with it \(transaction.recoveries) times; after 8 it gives up."
        }
    }

    // MARK: - Recovery

    static func lines(_ recovery: JournalContract.Recovery, width: Int?, style: Style) -> [String] {
        let notices = recovery.notices.map(Printable.line)
        guard !recovery.findings.isEmpty else { return notices + ["Nothing is left half done."] }
        var table = Table("#ID", "KIND", "OWNER", "PHASE", "FOUND", recovery.dryRun ? "WOULD BE DONE" : "DONE", "PROBLEM")
        table.rows = recovery.findings.map { finding in
            [
                Table.Cell(finding.transaction), Table.Cell(finding.kind), Table.Cell(finding.owner), Table.Cell(finding.phase),
                Table.Cell(finding.found), Table.Cell(finding.decision), Table.Cell(finding.problem ?? "", .red),
            ]
        }
        return notices + table.lines(width: width, style: style)
    }
}
