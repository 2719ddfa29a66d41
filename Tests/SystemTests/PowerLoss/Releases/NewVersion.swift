/// The next version of a feature with a database, of two of them, or of the runtime, as it may turn out.
enum NewVersion: String, CaseIterable, Sendable {
    /// It runs, and stays.
    case good
    /// It crashes.
    case crashing
    /// It never gets ready.
    case mute
    /// It has run, and an operator goes back to the version before.
    case returning
    /// Those of two features, in one update; both run.
    case pair
    /// Of two the second crashes: neither may stay.
    case unequalPair
    /// A runtime that runs.
    case runtime
    /// One that is started, and then does nothing at all.
    case hangingRuntime

    /// Each feature is one of its own, so that one repository has them all.
    var parts: [UpdatePart] {
        switch self {
        case .good: [UpdatePart("good")]
        case .crashing: [UpdatePart("crashing", .crash)]
        case .mute: [UpdatePart("mute", .silence)]
        case .returning: [UpdatePart("returning")]
        case .pair: [UpdatePart("left"), UpdatePart("right")]
        case .unequalPair: [UpdatePart("sound"), UpdatePart("unsound", .crash)]
        case .runtime: [UpdatePart(UpdatePart.core)]
        case .hangingRuntime: [UpdatePart(UpdatePart.core, .silence)]
        }
    }

    var isCore: Bool { parts[0].isCore }

    /// What becomes of it where the power stays.
    var end: String { parts.allSatisfy { $0.fault == nil } ? "committed" : "rolled-back" }

    /// What the update leads to.
    var goal: String { self == .returning ? "1.0.0" : "2.0.0" }

    /// Whether version 2 is there after an update that was committed, or was not.
    func isNew(committed: Bool) -> Bool { committed != (self == .returning) }
}
