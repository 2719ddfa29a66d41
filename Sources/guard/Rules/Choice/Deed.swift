/// What has to be done on the data volume, durably, before the next deed and before the start.
enum Deed: Equatable {
    /// A confirmation of an earlier transaction that had the same number.
    case removeConfirmed
    /// Without this one the trial's slot must not be started.
    case count(Trial)
    case record(Fallback)
    case link(Slot)
    case removeTrial
    /// The slot it tells of was confirmed since: that it was left once must not stand against it for ever.
    case removeFallback
    /// The trial stays, but its journal must not wait for it.
    case spend(Trial)
}

extension Deed {
    /// What is the case if it fails.
    var words: String {
        switch self {
        case .removeConfirmed: "slots/confirmed cannot be removed"
        case .count, .spend: "slots/trial cannot be written"
        case .record: "slots/fallback cannot be written"
        case .link(let slot): "slots/current cannot be pointed to \(slot.name)"
        case .removeTrial: "slots/trial cannot be removed"
        case .removeFallback: "slots/fallback cannot be removed"
        }
    }
}
