import Contracts

/// What an update is sought for, by whom, and where.
struct Errand: Equatable {
    var cause: Cause
    var look = Look()
    /// Found already: there is no need to look.
    var candidates: [UpdateContract.Candidate]?
    /// For the report, of a return.
    var reason = ""
    /// So often in a row nothing could be learnt for it.
    var failures = 0

    enum Cause: String, Equatable, CaseIterable {
        case request, schedule, offer, folder, rollback, probation

        /// Somebody waits for the answer, and has asked for it by name.
        var isAsked: Bool { self == .request || self == .rollback }

        /// Back to the version before.
        var isReturn: Bool { UpdateContract.Return(rawValue: rawValue) != nil }
    }

    static func returning(_ id: String, _ cause: Cause, _ reason: String) -> Errand {
        Errand(cause: cause, look: Look(place: .previous, ids: [id]), reason: reason)
    }
}
