import Contracts

/// What waits for its moment and was found otherwise than by a whole look: in a folder, or for an offer.
///
/// A value. One for each place and what was looked for there; bounded.
struct Deferred: Equatable {
    private var errands: [Errand] = []

    private static let most = 64

    var candidates: [UpdateContract.Candidate] { errands.flatMap { $0.candidates ?? [] } }

    /// False if there is no room for it.
    mutating func add(_ errand: Errand) -> Bool {
        errands.removeAll { $0.look == errand.look }
        guard errands.count < Self.most else { return false }
        errands.append(errand)
        return true
    }

    /// To be judged again. A folder is looked into anew: it may hold something else by now, or be gone.
    mutating func takeAll() -> [Errand] {
        defer { errands = [] }
        return errands.map { errand in
            guard case .folder = errand.look.place else { return errand }
            var again = errand
            again.candidates = nil
            return again
        }
    }
}
