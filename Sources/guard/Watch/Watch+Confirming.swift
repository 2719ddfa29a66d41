extension Watch {
    /// The answer goes out after the confirmation is durable, never before.
    func confirm() {
        guard let trial else { return answer() }
        guard asked.isNone || asked == trial.transaction else {
            return refuse("the trial under way is of transaction \(trial.transaction.words)")
        }
        let found = volume.find()
        guard found.trial.value == trial else { return refuse("slots/trial is no longer what it was when the slot was started") }
        // A rollback begins there: the trial's file is the last thing it takes away.
        guard found.current.value == trial.slot else { return refuse("slots/current does not lead to \(trial.slot.name) any more") }
        do throws(SystemError) {
            try volume.confirm(trial)
        } catch {
            return refuse("the confirmation cannot be written: \(error.words)")
        }
        close(found, trial)
        timers.trialIsOver()
        (self.trial, isConfirmed) = (nil, true)
        voice.say("\(Release.slot(trial.slot).words) is confirmed")
        tell("confirmed \(asked.words)")
        handle(.confirmed)
    }

    /// What fails here is done by the next start, as the trial's file, the last to go, is still there then.
    private func close(_ found: Found, _ trial: Trial) {
        for deed in found.deedsOfConfirming(trial) {
            do throws(SystemError) {
                try volume.perform(deed)
            } catch {
                return voice.say("\(deed.words): \(error.words); the trial is over nevertheless")
            }
        }
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
