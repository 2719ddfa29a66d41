import Support

/// Does what a case says on a router of its own, and has it judged.
struct CrashTrial {
    let stock: ReleasedVersions.Stock
    let undisturbed: [NewVersion: Undisturbed]

    func verdict(on crash: CrashCase) -> Verdict {
        let (clock, begin) = (ContinuousClock(), ContinuousClock.now)
        var verdict: Verdict
        do {
            verdict = try perform(crash)
        } catch {
            verdict = Verdict(end: "nobody knows how", reason: "", flaws: ["\(error)"])
        }
        verdict.seconds = Int((clock.now - begin) / .seconds(1))
        return verdict
    }

    private func perform(_ crash: CrashCase) throws -> Verdict {
        let router = try CrashedRouter(crash.version, from: stock)
        let seen = try router.prepare()
        if case .at(let step, let kind) = crash.cuts[0] { router.steps.stop(at: step, of: kind) }
        try router.beginUpdate()
        var places: [String] = []
        for (cut, next) in zip(crash.cuts, crash.cuts.dropFirst().map(Optional.some) + [nil]) {
            places.append(wait(for: cut, router))
            try router.cutPower()
            router.steps.goOn()
            if case .at(let step, let kind) = next { router.steps.stop(at: step, of: kind) }
            try router.start()
        }
        let judgement = Judgement(of: router, seen: seen, undisturbed: undisturbed[crash.version])
        var verdict = try judgement.verdict(within: .seconds(120))
        verdict.places = places.filter { !$0.isEmpty }
        return verdict
    }

    /// Where it stopped. What has fewer steps than that is over by then.
    private func wait(for cut: Cut, _ router: CrashedRouter) -> String {
        switch cut {
        case .after(let milliseconds): Deadline.pause(.milliseconds(milliseconds))
        case .at:
            // One more look after the end: what is told of it are steps too.
            var isOver = false
            for _ in 0..<30 where !isOver && !stops(router) { isOver = router.hasEnded(within: .seconds(2)) }
            if isOver { _ = stops(router) }
        }
        return router.steps.place ?? ""
    }

    /// Within a second.
    private func stops(_ router: CrashedRouter) -> Bool {
        (try? Deadline.wait(for: "a step", within: .seconds(1), every: .milliseconds(1)) { router.steps.place != nil }) != nil
    }
}
