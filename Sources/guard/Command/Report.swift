/// What lies in `slots` and what would be chosen, for people.
struct Report {
    private let found: Found

    init(on found: Found) { self.found = found }

    var text: String {
        let decision = Decision(on: found)
        let lines = [
            "current    \(words(found.current) { $0.name })",
            "programs   \(programs)",
            "trial      \(words(found.trial, words))",
            "confirmed  \(words(found.confirmed, words))",
            "fallback   \(words(found.fallback, words))",
            "choice     \(decision.release?.name ?? "none")",
        ]
        return (lines + decision.words.map { "because    \($0)" }).reduce("") { "\($0)\($1)\n" }
    }

    private var programs: String {
        let names = [Release.slot(.a), .slot(.b), .factory].filter { found.usable.holds($0) }.map { $0.name }
        return names.isEmpty ? "none" : names.dropFirst().reduce(names[0]) { "\($0), \($1)" }
    }

    private func words<Value>(_ finding: Finding<Value>, _ text: (Value) -> String) -> String {
        switch finding {
        case .absent: "none"
        case .unusable(let flaw): "counts as absent: \(flaw)"
        case .found(let value): text(value)
        }
    }

    private func words(_ trial: Trial) -> String {
        "transaction \(trial.transaction.words), from \(trial.previous.name) to \(trial.slot.name), \(trial.deadline) s, "
            + "started \(trial.attempts) times"
    }

    private func words(_ fallback: Fallback) -> String {
        "transaction \(fallback.transaction.words), from \(fallback.from.name) to \(fallback.to.name): "
            + String(decoding: fallback.reason, as: UTF8.self)
    }
}
