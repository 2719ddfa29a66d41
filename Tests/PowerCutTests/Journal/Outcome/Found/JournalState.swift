import PowerCut

/// What the journal's database says of its one transaction.
struct JournalState: Equatable, Sendable {
    /// Nil if nothing was begun, or not ended.
    let outcome: String?
    let isBegun: Bool
    let outcomeEvents: Int
    let integrity: String

    init(of home: String) throws {
        let answer = try SQLiteShell.run(
            "\(home)/data/journal/journal.db",
            """
            PRAGMA integrity_check;
            SELECT count(*) FROM transactions;
            SELECT count(*) FROM events JOIN streams ON streams.id = stream
             WHERE name = 'journal' AND json_extract(body, '$.transaction') = '1' AND json_extract(body, '$.outcome') IS NOT NULL;
            SELECT outcome FROM transactions WHERE outcome IS NOT NULL;
            """)
        guard answer.count >= 3 else { throw RecordingError(words: "the journal's database answers \(answer)") }
        (integrity, isBegun, outcomeEvents) = (answer[0], answer[1] != "0", Int(answer[2]) ?? -1)
        outcome = answer.dropFirst(3).first
    }
}
