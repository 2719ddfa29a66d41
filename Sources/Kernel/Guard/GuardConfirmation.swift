/// The state of `confirm`: one transaction at a time, asked for by a bounded number. A value; its owner says and tells what it returns.
struct GuardConfirmation<Asker> {
    static var mostAskers: Int { 64 }

    private enum Phase {
        case idle
        case asked(String, by: [Asker])
    }

    enum Event {
        case ask(String, Asker)
        case answer(GuardAnswer)
        /// Nothing will come of it.
        case giveUp(ConfirmationOutcome)
    }

    enum Action {
        case say(String)
        case tell([Asker], ConfirmationOutcome)
    }

    private var phase = Phase.idle

    var isIdle: Bool {
        if case .idle = phase { true } else { false }
    }

    /// An answer that nobody waits for any more is nothing.
    mutating func handle(_ event: Event) -> Action? {
        switch (phase, event) {
        case (.idle, .ask(let id, let asker)):
            phase = .asked(id, by: [asker])
            return .say(id)
        case (.idle, .answer), (.idle, .giveUp): return nil
        case (.asked(let id, let askers), .ask(let other, let asker)):
            guard other == id, askers.count < Self.mostAskers else { return .tell([asker], .busy(with: id)) }
            phase = .asked(id, by: askers + [asker])
            return nil
        case (.asked(let id, let askers), .answer(.confirmed(let other))): return other == id ? end(askers, .confirmed) : nil
        case (.asked(let id, let askers), .answer(.refused(let other, let words))):
            return other == id ? end(askers, .refused(words)) : nil
        case (.asked(_, let askers), .giveUp(let outcome)): return end(askers, outcome)
        }
    }

    private mutating func end(_ askers: [Asker], _ outcome: ConfirmationOutcome) -> Action {
        phase = .idle
        return .tell(askers, outcome)
    }
}
