import Contracts

/// What waits for its moment and was found otherwise than by a whole look: in a folder, or for an offer.
///
/// A value; times are seconds of this boot. One for each place and what was looked for there; bounded.
struct Deferred: Equatable {
    private var entries: [Entry] = []

    private static let most = 64

    private struct Entry: Equatable {
        var errand: Errand
        /// What has to be looked for may not be so earlier: a server has said so, or the line is bad.
        var notBefore: Double
    }

    var candidates: [UpdateContract.Candidate] { entries.flatMap { $0.errand.candidates ?? [] } }

    /// The first moment of what may not be taken at once.
    var next: Double? { entries.map(\.notBefore).min() }

    /// False if there is no room for it.
    mutating func add(_ errand: Errand, notBefore: Double = 0) -> Bool {
        remove { $0.look == errand.look }
        guard entries.count < Self.most else { return false }
        entries.append(Entry(errand: errand, notBefore: notBefore))
        return true
    }

    mutating func remove(where isOver: (Errand) -> Bool) { entries.removeAll { isOver($0.errand) } }

    /// To be judged again, all that may be. A folder is looked into anew: it may hold something else by now, or be gone.
    mutating func take(at now: Double) -> [Errand] {
        let due = entries.filter { $0.notBefore <= now }
        entries.removeAll { $0.notBefore <= now }
        return due.map { entry in
            guard case .folder = entry.errand.look.place else { return entry.errand }
            var again = entry.errand
            again.candidates = nil
            return again
        }
    }
}
