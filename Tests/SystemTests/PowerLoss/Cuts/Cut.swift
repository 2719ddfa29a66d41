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

extension Cut {
    /// As it is written in the name of a case: `350ms`, `step12`, `journal7`.
    var name: String {
        switch self {
        case .after(let milliseconds): "\(milliseconds)ms"
        case .at(let step, let kind): kind == .all ? "step\(step)" : "journal\(step)"
        }
    }

    init?(name: String) {
        let digits = name.filter(\.isNumber)
        guard let number = Int(digits) else { return nil }
        switch name {
        case "\(digits)ms": self = .after(number)
        case "step\(digits)": self = .at(number, of: .all)
        case "journal\(digits)": self = .at(number, of: .journal)
        default: return nil
        }
    }
}
