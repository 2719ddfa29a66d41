extension Watch {
    /// The answer goes out after the confirmation is durable, never before.
    func confirm() {
        guard let trial else { return answer() }
        guard asked.isNone || asked == trial.transaction else {
            return refuse("the trial under way is of transaction \(trial.transaction.words)")
        }
        guard volume.find().trial.value == trial else { return refuse("slots/trial is no longer what it was when the slot was started") }
        do throws(SystemError) {
            try volume.confirm(trial)
        } catch {
            return refuse("the confirmation cannot be written: \(error.words)")
        }
        do throws(SystemError) {
            try volume.perform(.removeTrial)
        } catch {
            voice.say("\(Deed.removeTrial.words): \(error.words); it is over nevertheless")
        }
        timers.trialIsOver()
        (self.trial, isConfirmed) = (nil, true)
        voice.say("\(Release.slot(trial.slot).words) is confirmed")
        tell("confirmed \(asked.words)")
        handle(.confirmed)
    }

    /// A kernel that asks again what was granted is told so again.
    func answer() {
        let confirmed = volume.find().confirmed.value
        let isNamed = confirmed.map { $0.transaction == asked && kernel?.release == .slot($0.slot) } ?? false
        guard asked.isNone ? isConfirmed : isNamed else { return refuse("no trial is under way") }
        tell("confirmed \(asked.words)")
    }

    private func refuse(_ words: String) {
        voice.say("not confirmed: \(words)")
        tell("refused \(asked.words) \(words)")
    }

    private func tell(_ line: String) {
        guard let kernel, !kernel.tell(line) else { return }
        voice.say("the kernel does not take the answer: \(line)")
    }
}
