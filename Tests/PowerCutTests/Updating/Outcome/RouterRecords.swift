import Contracts
import Foundation
import Storage

@testable import Update

/// What the journal's database says of the one update: its transactions, and the stream that the update plugin reads at its start.
struct RouterRecords: Sendable {
    struct Transaction: Equatable, Sendable {
        let id: String
        let phase: String
        let outcome: String?
    }

    let problems: [String]
    let transactions: [Transaction]
    let endings: [Ending]
    /// As it was written down last; nil if nothing was begun.
    let last: LifecycleRecord?
    /// That the update knows of.
    let transaction: String?

    /// Nothing was begun.
    static let none = RouterRecords()

    private init() { (problems, transactions, endings, last, transaction) = ([], [], [], nil, nil) }

    init(of home: String) throws {
        let database = try Database(path: "\(home)/data/journal/journal.db", .readWrite)
        problems = try database.integrityProblems(limit: 1)
        let rows = "SELECT id || ' ' || phase || ' ' || ifnull(outcome, '') FROM transactions ORDER BY id"
        transactions = try database.values(rows, as: String.self).map { row in
            let parts = row.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            return Transaction(id: parts[0], phase: parts[1], outcome: parts[2].isEmpty ? nil : parts[2])
        }
        let events = "SELECT CAST(body AS TEXT) FROM events JOIN streams ON streams.id = stream WHERE name = 'update' ORDER BY sequence"
        let entries = try database.values(events, as: String.self).map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
        endings = entries.compactMap(\.ending)
        last = entries.last { $0.lifecycle != nil }?.lifecycle
        transaction = entries.last { $0.lifecycle != nil }?.luggage?.transaction
    }

    /// That it was in when it was last written down; nil if nothing was begun, or all has ended.
    var stage: String? { last?.stage?.rawValue }

    /// How it ended, once for each report.
    var ends: [String] { endings.map(\.report.end) }

    /// What the update plugin makes of it at its start; nil if there is nothing to go on with.
    var resumed: Lifecycle? {
        guard let last, last.stage != nil, var lifecycle = Lifecycle(last, at: 0, boot: "the next one") else { return nil }
        _ = lifecycle.handle(.resumed(finding), at: 0)
        return lifecycle
    }

    /// In which stage that would be.
    var resumption: String { resumed?.stage?.rawValue ?? "-" }

    private var finding: JournalFinding {
        guard let known = transactions.first(where: { $0.id == transaction }) else { return .none }
        return switch (known.outcome, known.phase) {
        case ("done", _): .done
        case (.some, _): .undone
        case (nil, JournalContract.Phase.validation.rawValue): .switched
        case (nil, JournalContract.Phase.commit.rawValue): .committing
        case (nil, _): .pending
        }
    }
}
