import Testing

/// What holds of every decision, over all that can be found.
@Suite struct DecisionEnumerationTests {
    /// Every combination of what can be found.
    private static let everything: [Found] = {
        let trials: [Finding<Trial>] =
            [.absent, .unusable("torn")]
            + [
                World.trial(), World.trial(attempts: 1), World.trial(attempts: 1, boot: World.earlier), World.trial(attempts: 2),
                World.trial(transaction: .none),
            ].map {
                .found($0)
            }
        let confirmations: [Finding<Trial>] = [
            .absent, .unusable("torn"), .found(World.trial(attempts: 1)), .found(World.trial(attempts: 1, boot: World.earlier)),
        ]
        let currents: [Finding<Slot>] = [.absent, .unusable("no link"), .found(.a), .found(.b)]
        var all: [Found] = []
        for current in currents {
            for trial in trials {
                for confirmed in confirmations {
                    for bits in 0..<128 {
                        var found = Found()
                        (found.current, found.trial, found.confirmed) = (current, trial, confirmed)
                        (found.usable, found.givenUp) = (Releases(rawValue: bits & 7), Releases(rawValue: bits >> 3 & 7))
                        (found.uncounted, found.boot) = (bits & 64 == 0 ? nil : "full", World.boot)
                        all.append(found)
                    }
                }
            }
        }
        return all
    }()

    @Test func `what is started is there, and something is if anything is`() {
        for found in Self.everything {
            let decision = Decision(on: found)
            guard let release = decision.release else {
                // A slot that failed its trial is not even a last resort.
                let only: Releases = found.trial.value == nil ? [] : .b
                #expect(found.usable.isSubset(of: only), "\(found)")
                continue
            }
            #expect(found.usable.holds(release), "\(found)")
        }
    }

    @Test func `a slot is started on trial with its attempt counted, or not at all`() {
        for found in Self.everything {
            let decision = Decision(on: found)
            guard let trial = found.trial.value, decision.release == .slot(trial.slot) else {
                #expect(decision.trial == nil)
                continue
            }
            let isOver = found.confirmed.value == trial
            let isStale = found.current.value == trial.previous
            let isCounted = decision.trial.map { decision.deeds.contains(.count($0)) && $0.attempts == 1 } ?? false
            #expect(isOver || isStale || (isCounted && trial.attempts == 0 && found.uncounted == nil), "\(found)")
        }
    }

    @Test func `cut at any deed, the next boot is the old slot or a confirmed one, never a trial's second chance`() {
        for found in Self.everything where found.givenUp.isEmpty && found.uncounted == nil {
            let decision = Decision(on: found)
            for count in 0...decision.deeds.count {
                let after = found.after(decision.deeds.prefix(count))
                let again = Decision(on: after)
                guard count == decision.deeds.count, decision.trial != nil else {
                    #expect(again.release == decision.release, "\(count) of \(decision.deeds) on \(found)")
                    continue
                }
                #expect(again.trial == nil && again.release != .slot(.b), "\(found)")
            }
        }
    }

    @Test func `going back is written down first, and the trial's file goes last`() {
        for found in Self.everything {
            let deeds = Decision(on: found).deeds
            let record = deeds.firstIndex { if case .record = $0 { true } else { false } }
            let link = deeds.firstIndex { if case .link = $0 { true } else { false } }
            if let record, let link { #expect(record < link) }
            if let link, let trial = found.trial.value, found.current.value == trial.slot, deeds.contains(.removeTrial),
                found.confirmed.value != trial
            {
                #expect(link < deeds.count - 1 && deeds.last == .removeTrial, "\(found)")
            }
        }
    }
}
