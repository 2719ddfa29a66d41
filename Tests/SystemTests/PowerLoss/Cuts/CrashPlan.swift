import Foundation

/// Which cases are tried: some of them in every run of the tests, all of them where the environment says so, or one again.
struct CrashPlan: Sendable {
    /// Chooses; the same one has the same cases.
    let seed: Int
    /// Every one of so many steps; another seed begins with another one.
    var stride: Int
    let kind: StepCounter.Kind
    /// So many instants by chance, from the one of that number on.
    var count: Int
    let first: Int
    /// This one alone.
    let again: CrashCase?
    /// Whether it leaves out what takes long.
    let isSample: Bool

    /// What `Config/crashes` sets.
    static let asked = CrashPlan(ProcessInfo.processInfo.environment)

    init(_ environment: [String: String]) {
        func number(_ name: String) -> Int? { environment[name].flatMap(Int.init) }
        seed = number("ROOST_CRASH_SEED") ?? .random(in: 1...999_999)
        stride = max(number("ROOST_CRASH_STRIDE") ?? 8, 1)
        kind = environment["ROOST_CRASH_STEPS"] == "all" ? .all : .journal
        (count, first) = (number("ROOST_CRASHES") ?? 4, number("ROOST_CRASH") ?? 0)
        let name = environment["ROOST_CRASH_CASE"]
        again = name.flatMap(CrashCase.init(name:))
        precondition(name == nil || again != nil, "ROOST_CRASH_CASE=\(name ?? "") names no case; one is named as in good@journal7")
        isSample = environment["ROOST_CRASH_STRIDE"] == nil && again == nil
    }

    /// How often each of what an operator says and is told is cut; none of it is one of the cases.
    var rounds: Int { again != nil ? 0 : isSample ? 1 : max(count / 4, 2) }

    /// What CI has only a little time for.
    var thinned: CrashPlan {
        guard isSample else { return self }
        var plan = self
        (plan.stride, plan.count) = (3 * stride, 0)
        return plan
    }

    func cases(_ undisturbed: [NewVersion: Undisturbed]) -> [CrashCase] {
        if let again { return [again] }
        let versions = undisturbed.sorted { $0.key.rawValue < $1.key.rawValue }
        let steps = versions.flatMap { version, seen in
            Swift.stride(from: 1 + seed % stride, through: seen.steps[kind] ?? 0, by: stride).map {
                CrashCase(version: version, cuts: [.at($0, of: kind)])
            }
        }
        return steps + (first..<first + count).map { CrashCase($0, of: UInt64(seed), among: undisturbed) }
    }
}
