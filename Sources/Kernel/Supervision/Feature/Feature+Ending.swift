import EventLoop
import Glibc
import Launch
import Manifests

extension Feature {
    func kill() {
        services.confinement?.kill(id)
        run?.kill()
    }

    /// Its process has ended: whoever waits for an answer learns it now, all else waits until nothing of it is left.
    func exited(_ exit: Child.Exit, _ run: FeatureRun) {
        stopWatching()
        notify = nil
        services.confinement?.kill(id)
        let cause = cause(of: exit, run)
        log.say(cause.words)
        services.delegate?.feature(id, ended: cause)
        services.changed(id)
    }

    /// Nothing of its group is left; what left the group is looked for. Only who is to stay down waits for that.
    func gone(_ exit: Child.Exit, _ run: FeatureRun) {
        services.ledger.remove(pid: run.pid)
        log.finish()
        let cause = cause(of: exit, run)
        let isToStayDown = if case .stopping(let afterwards) = life.phase { afterwards != .recover } else { false }
        let hasGroup = services.confinement?.kill(id) == true
        // Whoever left its session before it was tracked is in no group.
        let mayHaveStrays = !hasGroup || !enclosure.holdsFromTheStart
        let end = { [weak self] in
            guard isToStayDown else { return }
            if hasGroup { self?.release(run, cause, triesLeft: 200) } else { self?.finish(run, cause) }
        }
        if !isToStayDown { finish(run, cause) }
        guard mayHaveStrays else { return end() }
        services.strays.sweep(Strays.Life(mark: run.mark, leader: run.leader), then: end)
    }

    /// Killed processes take a moment to die.
    private func release(_ run: FeatureRun, _ cause: Cause, triesLeft: Int) {
        if triesLeft == 0 || services.confinement?.release(id) != false { return finish(run, cause) }
        services.confinement?.kill(id)
        let timer = Timer(on: services.loop) { [weak self] in
            self?.pause = nil
            self?.release(run, cause, triesLeft: triesLeft - 1)
        }
        timer.start(after: 5)
        pause = timer
    }

    private func finish(_ run: FeatureRun, _ cause: Cause) {
        handle(.ended(cause))
        if self.run === run { self.run = nil }
        if isAtRest { adoptNextManifest() }
    }

    private func cause(of exit: Child.Exit, _ run: FeatureRun) -> Cause {
        if (services.confinement?.outOfMemoryKills(id) ?? 0) > 0, exit != .exited(0) { return .outOfMemory(limit: manifest.limits.memory) }
        switch exit {
        case .exited(126), .exited(127):
            let line = run.words.lastLine
            let prefix = "roost-launch: \(id): "
            return line.utf8.starts(with: prefix.utf8) ? .cannotStart(String(line.dropFirst(prefix.count))) : Self.plain(exit)
        default: return Self.plain(exit)
        }
    }

    private static func plain(_ exit: Child.Exit) -> Cause {
        switch exit {
        case .exited(let status): .exited(status)
        case .signalled(let signal): .signalled(signal)
        }
    }
}
