import Testing

@Suite struct DecisionTests {
    private static let boot = Identifier(Array("this-boot".utf8)[...]) ?? .none
    private static let earlier = Identifier(Array("earlier-boot".utf8)[...]) ?? .none
    private static let seven = Identifier(Array("7".utf8)[...]) ?? .none

    /// Of slot b, coming from a.
    private static func trial(attempts: Int64 = 0, boot: Identifier = boot, transaction: Identifier = seven) -> Trial {
        var trial = Trial(transaction: transaction, previous: .a, slot: .b, deadline: 60)
        if attempts > 0 { (trial.attempts, trial.boot, trial.started) = (attempts, boot, 500) }
        return trial
    }

    private static func found(_ current: Slot?, _ trial: Trial? = nil, usable: Releases = [.a, .b, .factory]) -> Found {
        var found = Found()
        found.current = current.map { .found($0) } ?? .absent
        found.trial = trial.map { .found($0) } ?? .absent
        (found.usable, found.boot, found.bootTime) = (usable, boot, 1_000)
        return found
    }

    // MARK: - By example

    @Test(arguments: [Slot.a, .b])
    func `without a trial the current slot is started, and nothing is written`(slot: Slot) {
        let decision = Decision(on: Self.found(slot))
        #expect(decision.release == .slot(slot))
        #expect(decision.deeds.isEmpty && decision.words.isEmpty && decision.trial == nil)
    }

    @Test func `a first attempt is counted before it is made`() {
        let decision = Decision(on: Self.found(.b, Self.trial()))
        var counted = Self.trial()
        (counted.attempts, counted.boot, counted.started) = (1, Self.boot, 1_000)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds == [.count(counted)])
        #expect(decision.trial == counted)
    }

    @Test(arguments: [(earlier, "the machine restarted before it was confirmed"), (boot, "it was started before and not confirmed")])
    func `a second attempt goes back instead, and says why`(boot: Identifier, reason: String) {
        let decision = Decision(on: Self.found(.b, Self.trial(attempts: 1, boot: boot)))
        let fallback = Fallback(
            transaction: Self.seven, from: .b, to: .slot(.a), reason: reason, boot: Self.boot, at: 1_000, wall: 0)
        #expect(decision.release == .slot(.a))
        #expect(decision.deeds == [.record(fallback), .link(.a), .removeTrial])
        #expect(decision.words == ["falling back from slot b to slot a: \(reason)"])
    }

    @Test func `how the kernel of the trial failed is what is recorded`() {
        var found = Self.found(.b, Self.trial(attempts: 1))
        found.cause = "its kernel was silent for 15 s"
        #expect(Decision(on: found).words == ["falling back from slot b to slot a: its kernel was silent for 15 s"])
    }

    @Test func `a trial whose attempt cannot be written is not made`() {
        var found = Self.found(.b, Self.trial())
        found.uncounted = "No space left on device"
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.a))
        #expect(decision.trial == nil)
        let reason = "its attempt could not be written down: No space left on device"
        #expect(decision.words == ["falling back from slot b to slot a: \(reason)"])
    }

    @Test func `a trial of a slot that is not the current one is stale`() {
        let decision = Decision(on: Self.found(.a, Self.trial()))
        #expect(decision.release == .slot(.a))
        #expect(decision.deeds == [.removeTrial])
    }

    @Test func `a trial that was confirmed is over, though the power went before its file did`() {
        var found = Self.found(.b, Self.trial(attempts: 1, boot: Self.earlier))
        found.confirmed = .found(Self.trial(attempts: 1, boot: Self.earlier))
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds == [.removeTrial])
        #expect(decision.trial == nil)
    }

    @Test func `an old confirmation of the same number covers no new trial, and is taken away`() {
        var found = Self.found(.b, Self.trial())
        found.confirmed = .found(Self.trial(attempts: 1, boot: Self.earlier))
        let decision = Decision(on: found)
        #expect(decision.trial?.attempts == 1)
        #expect(decision.deeds.first == .removeConfirmed)
        // Also where the trial does not come to its attempt: the journal reads it next.
        found.usable = [.a, .factory]
        #expect(Decision(on: found).release == .slot(.a))
        #expect(Decision(on: found).deeds.first == .removeConfirmed)
        found.usable = [.a, .b]
        found.trial = .found(Self.trial(transaction: .none))
        found.confirmed = .found(Self.trial(attempts: 1, transaction: .none))
        #expect(Decision(on: found).deeds.count == 1)
    }

    @Test func `torn and foreign files are told and count as absent`() {
        var found = Self.found(.b)
        found.trial = .unusable("it is torn")
        found.confirmed = .unusable("it is no plain file")
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds.isEmpty)
        let words = ["slots/trial counts as absent: it is torn", "slots/confirmed counts as absent: it is no plain file"]
        #expect(decision.words == words)
    }

    @Test func `without a link the slot confirmed last is taken, else the one gone back to, else the one there is`() {
        var found = Self.found(nil)
        #expect(Decision(on: found).deeds == [.link(.a)])
        found.fallback = .found(
            Fallback(transaction: .none, from: .a, to: .slot(.b), reason: "", boot: .none, at: 0, wall: 0))
        #expect(Decision(on: found).release == .slot(.b))
        found.confirmed = .found(Trial(transaction: .none, previous: .b, slot: .a, deadline: 60))
        #expect(Decision(on: found).release == .slot(.a))
        #expect(Decision(on: Self.found(nil, usable: [.b, .factory])).release == .slot(.b))
        let fresh = Decision(on: Self.found(nil, usable: .factory))
        #expect(fresh.release == .factory)
        #expect(fresh.deeds.isEmpty)
        #expect(Decision(on: Self.found(nil, usable: [])).release == nil)
    }

    @Test func `on the factory release a failed trial stays, twice attempted, and the step is written once a boot`() {
        var found = Self.found(.b, Self.trial(attempts: 1), usable: [.b, .factory])
        let decision = Decision(on: found)
        #expect(decision.release == .factory)
        #expect(decision.deeds.count == 2)
        found = found.after(decision.deeds[...])
        #expect(found.trial.value?.attempts == 2)
        #expect(Decision(on: found).deeds.isEmpty)
        #expect(Decision(on: found).release == .factory)
        found.boot = Self.earlier
        #expect(Decision(on: found).deeds.count == 1)
    }

    @Test func `once its journal has taken the failed update back, its slot is still no better than the factory release`() {
        var found = Self.found(.b, Self.trial(attempts: 1), usable: [.b, .factory])
        found = found.after(Decision(on: found).deeds[...])
        (found.trial, found.current) = (.absent, .found(.a))
        #expect(Decision(on: found).release == .factory)
        found.usable = .b
        #expect(Decision(on: found).release == .slot(.b))
    }

    // MARK: - By enumeration

    /// Every combination of what can be found.
    private static let everything: [Found] = {
        let trials: [Finding<Trial>] =
            [.absent, .unusable("torn")]
            + [trial(), trial(attempts: 1), trial(attempts: 1, boot: earlier), trial(attempts: 2), trial(transaction: .none)].map {
                .found($0)
            }
        let confirmations: [Finding<Trial>] = [
            .absent, .unusable("torn"), .found(trial(attempts: 1)), .found(trial(attempts: 1, boot: earlier)),
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
                        (found.uncounted, found.boot) = (bits & 64 == 0 ? nil : "full", boot)
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

extension Found {
    /// As it is found after these deeds and a power cut.
    fileprivate func after(_ deeds: ArraySlice<Deed>) -> Found {
        var found = self
        for deed in deeds {
            switch deed {
            case .removeConfirmed: found.confirmed = .absent
            case .count(let trial), .spend(let trial): found.trial = .found(trial)
            case .record(let fallback): found.fallback = .found(fallback)
            case .link(let slot): found.current = .found(slot)
            case .removeTrial: found.trial = .absent
            }
        }
        return found
    }
}
