/// What a trial on disk means for the next start.
enum TrialStanding {
    /// It was confirmed; only the file is left.
    case over
    /// Its slot was never switched to, or is no longer the current one.
    case stale
    case first
    /// It had its chance, or cannot have one; why.
    case spent(String)

    var isOver: Bool {
        if case .over = self { true } else { false }
    }

    init(of trial: Trial, among found: Found) {
        // Every key has to agree: a lost journal begins its numbers again, and an old confirmation must not cover a new trial.
        if found.confirmed.value == trial {
            self = .over
        } else if let current = found.current.value, current != trial.slot {
            self = .stale
        } else {
            self = Self.obstacle(of: trial, among: found).map(Self.spent) ?? .first
        }
    }

    private static func obstacle(of trial: Trial, among found: Found) -> String? {
        if trial.attempts > 0 { return found.cause ?? secondStart(of: trial, in: found.boot) }
        if found.current.value == nil { return "slots/current names no slot" }
        guard found.usable.holds(.slot(trial.slot)) else { return "it has no program bin/roost" }
        return found.uncounted.map { "its attempt could not be written down: \($0)" }
    }

    private static func secondStart(of trial: Trial, in boot: Identifier) -> String {
        trial.boot == boot ? "it was started before and not confirmed" : "the machine restarted before it was confirmed"
    }
}
