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
        try router.start()
        try router.waitUntilReady()
        (before, processes) = (try router.listing(), router.processes)
        let stages = try router.host.bus().subscribe("event.update.*")
        let clock = ContinuousClock()
        let begin = clock.now
        func wait(for stage: String) throws -> Int {
            while try router.host.bus().next(of: stages, within: .seconds(60)).subject != "event.update.\(stage)" {}
            return Int((clock.now - begin) / .milliseconds(1))
        }
        let seen = try router.book.pulses()
        let (all, journal) = (router.steps.count(of: .all), router.steps.count(of: .journal))
        try router.beginUpdate()
        times = (try wait(for: "validation"), try wait(for: "report"))
        steps = [.all: router.steps.count(of: .all) - all, .journal: router.steps.count(of: .journal) - journal]
        after = try router.settledListing()
        let judgement = Judgement(of: router, seen: seen, undisturbed: nil)
        let flaws = try judgement.verdict(within: .seconds(60)).flaws
        guard flaws.isEmpty else { throw ServerEnded(end: nil, errors: "\(version), undisturbed: \(flaws)") }
    }
}
