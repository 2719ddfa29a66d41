extension Watch {
    func perform(_ action: Action) {
        switch action {
        case .nothing: return
        case .start: start()
        case .startAtOnce: timers.startIsDue(at: Clock.now.steady)
        case .startSoon: timers.startIsDue(at: Clock.now.steady + 200)
        case .startAfresh: startAfresh()
        case .countFailure: countFailure()
        case .tellReady: tellReady()
        case .confirm: confirm()
        case .answer: answer()
        case .kill: kill()
        case .stopKernel: stopKernel()
        case .awaitEnd: awaitEnd()
        case .leave: notifier.tell("STOPPING=1")
        }
    }

    /// What an event says to people, and what the next choice has to know of it.
    func note(_ event: Event) {
        switch event {
        case .silent: blame("its kernel was silent for \(silence / 1000) s")
        case .deadlinePassed: blame("nobody confirmed it within \(trial?.deadline ?? 0) s")
        case .overdue: voice.say("the kernel has not ended within \(Self.endWithin / 1000) s: killing it")
        case .restartSaid: voice.say("the kernel ends to be started again")
        case .stopAsked: voice.say("ending")
        default: return
        }
    }

    private func blame(_ words: String) {
        cause = words
        voice.say("\(kernel?.release.words ?? "the kernel"): \(words): killing it")
    }

    private func start() {
        guard !homeIsTaken else { return handle(.homeTaken) }
        let decision = Choosing(volume: volume, voice: voice).choose(givenUp: failures.givenUp, cause: cause)
        let now = Clock.now
        last = (decision.release, now.steady)
        guard let release = decision.release else { return handle(.notStarted) }
        do throws(SystemError) {
            kernel = try KernelProcess(release, program: volume.program(of: release), arguments: arguments)
        } catch {
            cause = "its program cannot be started: \(error.words)"
            voice.say("\(release.words): \(cause ?? "")")
            return handle(decision.trial == nil ? .notStarted : .trialNotStarted)
        }
        (trial, cause, isConfirmed) = (decision.trial, nil, false)
        voice.say("started \(release.words), process \(kernel?.pid ?? 0)")
        timers.kernelStarted(trialEnd: decision.trial.flatMap { trial in trial.started.map { $0 + trial.deadline * 1000 } })
        handle(decision.trial == nil ? .started : .startedOnTrial)
    }

    /// The kernel of a guard that was killed ends by itself, but that takes a while. One that does not is left to the next kernel's
    /// own refusal.
    private var homeIsTaken: Bool {
        guard patience > 0, volume.hasKernel else { return false }
        if patience == Self.longestPatience { voice.say("waiting for the end of a kernel that still runs on this home") }
        patience -= 1
        return true
    }

    private func startAfresh() {
        failures.forget()
        cause = nil
        timers.startIsDue(at: Clock.now.steady)
    }

    private func countFailure() {
        let now = Clock.now.steady
        let givenUp = failures.givenUp
        let wait = failures.note(last.release, startedAt: last.startedAt, endedAt: now)
        if failures.givenUp != givenUp, let release = last.release {
            cause =
                "\(Failures.limit) failures within \(Failures.period / 60_000) minutes, the last one: \(cause ?? "it could not be started")"
            voice.say("\(release.words) is given up: \(cause ?? "")")
        }
        if wait > 0 { voice.say("the next start is in \(wait / 1000) s") }
        timers.startIsDue(at: now + wait)
    }

    private func tellReady() {
        guard let release = kernel?.release.words else { return }
        voice.say("\(release) is ready")
        notifier.tellReady("running \(release)")
    }

    private func kill() {
        kernel?.killGroup()
        awaitEnd()
    }

    private func stopKernel() {
        notifier.tell("STOPPING=1")
        kernel?.terminate()
        awaitEnd()
    }

    private func awaitEnd() { timers.endIsDue(at: Clock.now.steady + Self.endWithin) }
}
