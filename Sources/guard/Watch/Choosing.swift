/// Makes a choice and does what has to be done before the start.
struct Choosing {
    let volume: DataVolume
    let voice: Voice

    func choose(givenUp: Releases = [], cause: String? = nil) -> Decision {
        var found = volume.find()
        (found.givenUp, found.cause) = (givenUp, cause)
        let decision = Decision(on: found)
        guard let obstacle = carryOut(decision) else { return decision }
        // An attempt that is not on disk would be repeated for ever: the old slot it is.
        found.uncounted = obstacle
        let safe = Decision(on: found)
        _ = carryOut(safe)
        return safe
    }

    /// Answers what keeps the attempt of a trial from being counted. Any other start depends on none of the deeds: a failure is told.
    private func carryOut(_ decision: Decision) -> String? {
        var failures: [String] = []
        for deed in decision.deeds {
            do throws(SystemError) {
                try volume.perform(deed)
            } catch {
                if decision.trial != nil { return error.words }
                failures.append("\(deed.words): \(error.words); the next start tries again")
            }
        }
        for words in decision.words + failures { voice.say(words) }
        return nil
    }
}
