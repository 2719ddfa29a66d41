import Support

/// An update as it goes where the power stays: what others are compared with.
struct Undisturbed: Sendable {
    /// Milliseconds from its beginning to that of validation, and to its report.
    let times: (validation: Int, end: Int)
    /// Between the same.
    let steps: [StepCounter.Kind: Int]
    let before: Set<String>
    let after: Set<String>
    let processes: [String: Int]

    /// Throws where even that goes wrong.
    init(_ version: NewVersion, from stock: ReleasedVersions.Stock) throws {
        let router = try CrashedRouter(version, from: stock)
        let seen = try router.prepare()
        (before, processes) = (try router.settledListing(), router.processes)
        let (all, journal) = (router.steps.count(of: .all), router.steps.count(of: .journal))
        try router.beginUpdate()
        let (clock, begin) = (ContinuousClock(), ContinuousClock.now)
        func time(until what: String, _ condition: () throws -> Bool) throws -> Int {
            try Deadline.wait(for: "\(what) of \(version)", within: .seconds(90), every: .milliseconds(20), until: condition)
            return Int((clock.now - begin) / .milliseconds(1))
        }
        let validation = try time(until: "validation") { router.stage == "validation" || router.hasEnded() }
        times = (validation, try time(until: "the report") { router.hasEnded() })
        steps = [.all: router.steps.count(of: .all) - all, .journal: router.steps.count(of: .journal) - journal]
        after = try router.settledListing()
        let judgement = Judgement(of: router, seen: seen, undisturbed: nil)
        let flaws = try judgement.verdict(within: .seconds(60)).flaws
        guard flaws.isEmpty else { throw ServerEnded(end: nil, errors: "\(version), undisturbed: \(flaws)") }
    }
}
