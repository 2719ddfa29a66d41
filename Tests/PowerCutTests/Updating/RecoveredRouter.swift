import Support

@testable import Journal

/// A router's disk after a cut and the journal's recovery, as the update plugin finds it at its start.
struct RecoveredRouter: Sendable {
    let trees: RouterTrees
    let records: RouterRecords
    /// What recovery said.
    let words: String

    init(of folder: String) throws {
        words = try NextBoot.recover(folder)?.sentences.joined(separator: " ") ?? ""
        trees = try RouterTrees(of: folder)
        records = exists("\(folder)/data/journal/journal.db") ? try RouterRecords(of: folder) : .none
    }

    /// Where in the update the cut was, as far as the next boot can tell: one of each kind is worth a whole host.
    var standing: String {
        "\(records.stage ?? "-") \(records.transactions.map { "\($0.phase) \($0.outcome ?? "")" }) "
            + "\(records.endings.count) \(records.resumption) \(words.replacing(#/\d+/#, with: "N"))"
    }
}
