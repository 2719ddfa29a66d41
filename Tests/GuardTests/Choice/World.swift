/// What the choice of a release is made from, in tests: the machine is in its boot `this-boot`, and b is the newer slot.
enum World {
    static let boot = Identifier(Array("this-boot".utf8)[...]) ?? .none
    static let earlier = Identifier(Array("earlier-boot".utf8)[...]) ?? .none
    static let seven = Identifier(Array("7".utf8)[...]) ?? .none

    /// Of slot b, coming from a.
    static func trial(attempts: Int64 = 0, boot: Identifier = boot, transaction: Identifier = seven) -> Trial {
        var trial = Trial(transaction: transaction, previous: .a, slot: .b, deadline: 60)
        if attempts > 0 { (trial.attempts, trial.boot, trial.started) = (attempts, boot, 500) }
        return trial
    }

    static func found(_ current: Slot?, _ trial: Trial? = nil, usable: Releases = [.a, .b, .factory]) -> Found {
        var found = Found()
        found.current = current.map { .found($0) } ?? .absent
        found.trial = trial.map { .found($0) } ?? .absent
        (found.usable, found.boot, found.bootTime) = (usable, boot, 1_000)
        return found
    }
}

extension Found {
    /// As it is found after these deeds and a power cut.
    func after(_ deeds: ArraySlice<Deed>) -> Found {
        var found = self
        for deed in deeds {
            switch deed {
            case .removeConfirmed: found.confirmed = .absent
            case .count(let trial), .spend(let trial): found.trial = .found(trial)
            case .record(let fallback): found.fallback = .found(fallback)
            case .link(let slot): found.current = .found(slot)
            case .removeFallback: found.fallback = .absent
            case .removeTrial: found.trial = .absent
            }
        }
        return found
    }
}
