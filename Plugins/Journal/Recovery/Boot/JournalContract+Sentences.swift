import Contracts

extension JournalContract.Recovery {
    /// For the log, and for a person: a sentence each.
    var sentences: [String] { findings.map(\.sentence) + notices }

    /// What a person must look at.
    var problems: [String] { findings.filter { $0.problem != nil }.map(\.sentence) + notices }
}

extension JournalContract.Finding {
    var sentence: String {
        "Transaction \(transaction) (\(kind), of '\(owner)') was found \(found). Decision: \(decision)."
            + (problem.map { " Problem: \($0)." } ?? "")
    }
}
