import Contracts

/// What the works of one update leave for one another: kept with the lifecycle's record, so before each stage begins.
///
/// Bounded: it is an event of the stream, with the record at most 256 KiB. A key that is missing is what it is at first, so that
/// another version's is read.
struct Luggage: Codable, Equatable {
    /// What is to be installed, one for each target; and where it was found.
    var candidates: [UpdateContract.Candidate] = []
    var place: Look.Place = .repository
    /// Why it was taken up, an ``Errand/Cause``; and what was said of it, if anything was.
    var cause = ""
    var reason = ""
    /// The journal's transaction. Set and kept before the first `advance`: from then on only the journal says how it ends.
    var transaction: String?
    /// Of each target its tree, whole and checked, below ``Job/folder``.
    var trees: [String: String] = [:]
    /// Of each target its tree's digest, as it was signed; what is kept here of the version before has none.
    var digests: [String: String] = [:]
    /// Targets that did not run before, because an operator or they themselves wanted it so: they are not started after it either.
    var resting: [String] = []
    /// Of each target what else of its data comes back with the version before, below its data folder, in the order of the copies.
    var pieces: [String: [String]] = [:]
    /// For the report: what an operator should know of it beside its end.
    var notes: [String] = []
    /// Downloaded so far, all attempts together.
    var bytes: Int64 = 0
    /// Why shorter ways of the download were left, in words.
    var detours: [String] = []
    /// What health checks answered before anything was changed.
    var baseline: [String: Answer] = [:]
    /// Whether the slot to go back to is as it was released, for the report.
    var scrub: UpdateContract.Check?
    /// Of validation, for the report.
    var checks: [UpdateContract.Check] = []
    /// Why the guard went back, if it did.
    var setback: String?
    /// When it was taken up, seconds since 1970.
    var begun: Double = 0
}

extension Luggage {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        candidates = try members.decodeIfPresent([UpdateContract.Candidate].self, forKey: .candidates) ?? []
        place = try members.decodeIfPresent(Look.Place.self, forKey: .place) ?? .repository
        cause = try members.decodeIfPresent(String.self, forKey: .cause) ?? ""
        reason = try members.decodeIfPresent(String.self, forKey: .reason) ?? ""
        transaction = try members.decodeIfPresent(String.self, forKey: .transaction)
        trees = try members.decodeIfPresent([String: String].self, forKey: .trees) ?? [:]
        digests = try members.decodeIfPresent([String: String].self, forKey: .digests) ?? [:]
        resting = try members.decodeIfPresent([String].self, forKey: .resting) ?? []
        pieces = try members.decodeIfPresent([String: [String]].self, forKey: .pieces) ?? [:]
        notes = try members.decodeIfPresent([String].self, forKey: .notes) ?? []
        bytes = try members.decodeIfPresent(Int64.self, forKey: .bytes) ?? 0
        detours = try members.decodeIfPresent([String].self, forKey: .detours) ?? []
        baseline = try members.decodeIfPresent([String: Answer].self, forKey: .baseline) ?? [:]
        scrub = try members.decodeIfPresent(UpdateContract.Check.self, forKey: .scrub)
        checks = try members.decodeIfPresent([UpdateContract.Check].self, forKey: .checks) ?? []
        setback = try members.decodeIfPresent(String.self, forKey: .setback)
        begun = try members.decodeIfPresent(Double.self, forKey: .begun) ?? 0
    }
}
