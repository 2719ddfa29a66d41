/// When the power goes.
enum Cut: Hashable, Sendable, CustomStringConvertible {
    /// So many milliseconds after the update began, or after the power came back.
    case after(Int)
    /// At the step of that number from then on: it is the last that is taken, or the one that is not.
    case at(Int, of: StepCounter.Kind)

    var description: String {
        switch self {
        case .after(let milliseconds): "after \(milliseconds) ms"
        case .at(let step, let kind): "at step \(step) of \(kind == .all ? "all" : "the journal's")"
        }
    }
}
