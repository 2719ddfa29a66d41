import Testing

/// Which release is started, and what is done before, by example.
@Suite struct DecisionTests {
    @Test(arguments: [Slot.a, .b])
    func `without a trial the current slot is started, and nothing is written`(slot: Slot) {
        let decision = Decision(on: World.found(slot))
        #expect(decision.release == .slot(slot))
        #expect(decision.deeds.isEmpty && decision.words.isEmpty && decision.trial == nil)
    }

    @Test func `a first attempt is counted before it is made`() {
        let decision = Decision(on: World.found(.b, World.trial()))
        var counted = World.trial()
        (counted.attempts, counted.boot, counted.started) = (1, World.boot, 1_000)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds == [.count(counted)])
        #expect(decision.trial == counted)
    }

    @Test(arguments: [
        (World.earlier, "the machine restarted before it was confirmed"), (World.boot, "it was started before and not confirmed"),
    ])
    func `a second attempt goes back instead, and says why`(boot: Identifier, reason: String) {
        let decision = Decision(on: World.found(.b, World.trial(attempts: 1, boot: boot)))
        let fallback = Fallback(
            transaction: World.seven, from: .b, to: .slot(.a), reason: reason, boot: World.boot, at: 1_000, wall: 0)
        #expect(decision.release == .slot(.a))
        #expect(decision.deeds == [.record(fallback), .link(.a), .removeTrial])
        #expect(decision.words == ["falling back from slot b to slot a: \(reason)"])
    }

    @Test func `how the kernel of the trial failed is what is recorded`() {
        var found = World.found(.b, World.trial(attempts: 1))
        found.cause = "its kernel was silent for 15 s"
        #expect(Decision(on: found).words == ["falling back from slot b to slot a: its kernel was silent for 15 s"])
    }

    @Test func `a trial whose attempt cannot be written is not made`() {
        var found = World.found(.b, World.trial())
        found.uncounted = "No space left on device"
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.a))
        #expect(decision.trial == nil)
        let reason = "its attempt could not be written down: No space left on device"
        #expect(decision.words == ["falling back from slot b to slot a: \(reason)"])
    }

    @Test func `a trial of a slot that is not the current one is stale`() {
        let decision = Decision(on: World.found(.a, World.trial()))
        #expect(decision.release == .slot(.a))
        #expect(decision.deeds == [.removeTrial])
    }

    @Test func `a trial that was confirmed is over, though the power went before its file did`() {
        var found = World.found(.b, World.trial(attempts: 1, boot: World.earlier))
        found.confirmed = .found(World.trial(attempts: 1, boot: World.earlier))
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds == [.removeTrial])
        #expect(decision.trial == nil)
    }

    @Test func `a slot that was left for the factory release and confirmed since is good again`() {
        var found = World.found(.b, World.trial(attempts: 1))
        found.confirmed = .found(World.trial(attempts: 1))
        found.fallback = .found(Fallback(transaction: .none, from: .b, to: .factory, reason: "", boot: .none, at: 0, wall: 0))
        #expect(Decision(on: found).deeds == [.removeFallback, .removeTrial])
        found = found.after(Decision(on: found).deeds[...])
        (found.current, found.givenUp) = (.found(.a), .a)
        #expect(Decision(on: found).release == .slot(.b))
    }

    @Test func `what was told of the other slot outlives a confirmation`() {
        var found = World.found(.b, World.trial(attempts: 1))
        found.confirmed = .found(World.trial(attempts: 1))
        found.fallback = .found(Fallback(transaction: .none, from: .a, to: .factory, reason: "", boot: .none, at: 0, wall: 0))
        #expect(Decision(on: found).deeds == [.removeTrial])
    }

    @Test func `an old confirmation of the same number covers no new trial, and is taken away`() {
        var found = World.found(.b, World.trial())
        found.confirmed = .found(World.trial(attempts: 1, boot: World.earlier))
        let decision = Decision(on: found)
        #expect(decision.trial?.attempts == 1)
        #expect(decision.deeds.first == .removeConfirmed)
        // Also where the trial does not come to its attempt: the journal reads it next.
        found.usable = [.a, .factory]
        #expect(Decision(on: found).release == .slot(.a))
        #expect(Decision(on: found).deeds.first == .removeConfirmed)
        found.usable = [.a, .b]
        found.trial = .found(World.trial(transaction: .none))
        found.confirmed = .found(World.trial(attempts: 1, transaction: .none))
        #expect(Decision(on: found).deeds.count == 1)
    }

    @Test func `torn and foreign files are told and count as absent`() {
        var found = World.found(.b)
        found.trial = .unusable("it is torn")
        found.confirmed = .unusable("it is no plain file")
        let decision = Decision(on: found)
        #expect(decision.release == .slot(.b))
        #expect(decision.deeds.isEmpty)
        let words = ["slots/trial counts as absent: it is torn", "slots/confirmed counts as absent: it is no plain file"]
        #expect(decision.words == words)
    }

    @Test func `without a link the slot confirmed last is taken, else the one gone back to, else the one there is`() {
        var found = World.found(nil)
        #expect(Decision(on: found).deeds == [.link(.a)])
        found.fallback = .found(
            Fallback(transaction: .none, from: .a, to: .slot(.b), reason: "", boot: .none, at: 0, wall: 0))
        #expect(Decision(on: found).release == .slot(.b))
        found.confirmed = .found(Trial(transaction: .none, previous: .b, slot: .a, deadline: 60))
        #expect(Decision(on: found).release == .slot(.a))
        #expect(Decision(on: World.found(nil, usable: [.b, .factory])).release == .slot(.b))
        let fresh = Decision(on: World.found(nil, usable: .factory))
        #expect(fresh.release == .factory)
        #expect(fresh.deeds.isEmpty)
        #expect(Decision(on: World.found(nil, usable: [])).release == nil)
    }

    @Test func `on the factory release a failed trial stays, twice attempted, and the step is written once a boot`() {
        var found = World.found(.b, World.trial(attempts: 1), usable: [.b, .factory])
        let decision = Decision(on: found)
        #expect(decision.release == .factory)
        #expect(decision.deeds.count == 2)
        found = found.after(decision.deeds[...])
        #expect(found.trial.value?.attempts == 2)
        #expect(Decision(on: found).deeds.isEmpty)
        #expect(Decision(on: found).release == .factory)
        found.boot = World.earlier
        #expect(Decision(on: found).deeds.count == 1)
    }

    @Test func `once its journal has taken the failed update back, its slot is still no better than the factory release`() {
        var found = World.found(.b, World.trial(attempts: 1), usable: [.b, .factory])
        found = found.after(Decision(on: found).deeds[...])
        (found.trial, found.current) = (.absent, .found(.a))
        #expect(Decision(on: found).release == .factory)
        found.usable = .b
        #expect(Decision(on: found).release == .slot(.b))
    }
}
