/// What has to be done on the data volume, durably, before the next deed and before the start.
enum Deed: Equatable {
    /// A confirmation of an earlier transaction that had the same number.
    case removeConfirmed
    /// Without this one the trial's slot must not be started.
    case count(Trial)
    case record(Fallback)
    case link(Slot)
    case removeTrial
}

extension Deed {
    /// Whether the start depends on it.
    var isPrecondition: Bool {
        switch self {
        case .removeConfirmed, .count: true
        case .record, .link, .removeTrial: false
        }
    }

    /// What is the case if it fails.
    var words: String {
        switch self {
        case .removeConfirmed: "slots/confirmed cannot be removed"
        case .count: "slots/trial cannot be written"
        case .record: "slots/fallback cannot be written"
        case .link(let slot): "slots/current cannot be pointed to \(slot.name)"
        case .removeTrial: "slots/trial cannot be removed"
        }
    }
}
