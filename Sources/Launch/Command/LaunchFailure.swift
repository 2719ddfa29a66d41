/// Why a feature could not be started: one line with its remedy, and an exit status the supervisor can tell apart.
struct LaunchFailure: Error, Equatable, Sendable {
    enum Step: Int32, Sendable {
        case setup = 126
        case exec = 127
    }

    let step: Step
    let what: String
    let remedy: String

    static func setup(_ what: String, remedy: String) -> LaunchFailure {
        LaunchFailure(step: .setup, what: what, remedy: remedy)
    }

    static func exec(_ what: String, remedy: String) -> LaunchFailure {
        LaunchFailure(step: .exec, what: what, remedy: remedy)
    }

    func line(feature: String) -> String { "roost-launch: \(feature): \(what); \(remedy)" }
}
