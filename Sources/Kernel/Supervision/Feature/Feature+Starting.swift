import EventLoop
import Glibc
import Launch
import Manifests

extension Feature {
    var data: String { "\(services.home)/data/\(id)" }
    private var paths: FeaturePaths { FeaturePaths(folder: manifest.folder, data: data, home: services.home) }

    /// How it would be started now.
    var plan: LaunchPlan { LaunchPlan(manifest, at: paths, in: enclosure, by: services.launcher.abilities) }

    /// Starts its process, by its newest manifest; what cannot be started has ended.
    func start() {
        adoptNextManifest()
        starts += 1
        do throws(UVError) {
            try listenForNotify()
            try spawn()
            postponed = nil
        } catch {
            if error.isShortage { return postpone("could not be started for now: \(error.description)") }
            notify = nil
            let words = error == .nameTooLong ? "\(notifyPath) is too long for a socket; use a shorter --home or id" : error.description
            log.say("could not be started: \(words)")
            return handle(.ended(.cannotStart(words)))
        }
        if let run {
            if let leader = run.leader { services.ledger.add(leader) }
            log.say("started, process \(run.pid)")
        }
        watchReadiness()
    }

    /// Another feature may have taken all processes there are: that is no crash of this one. Said once, tried until it goes.
    private func postpone(_ words: String) {
        notify = nil
        starts -= 1
        if postponed == nil { services.trouble("feature '\(id)': \(words); trying again") }
        postponed = words
        handle(.postponed)
    }

    func adoptNextManifest() {
        guard let nextManifest else { return }
        manifest = nextManifest
        life.policy = RestartPolicy(restart: nextManifest.restart, settings: services.settings)
        self.nextManifest = nil
    }

    private func spawn() throws(UVError) {
        mkdir(data, 0o750)
        enclosure = services.confinement?.confine(id, to: manifest.limits) ?? Enclosure()
        let mark = services.newMark(id)
        var command = services.launcher.command(for: manifest, at: paths, in: enclosure)
        command.environment = environment(mark, services.delegate?.environment(for: id) ?? [])
        command.newSession = true
        command.stdio = [.null, .pipe, .pipe]
        let bus = manifest.kind == .plugin ? services.delegate?.busDescriptor(for: id) : nil
        if let bus { command.stdio.append(.inherit(bus)) }
        defer { if let bus { close(bus) } }
        weak var started: FeatureRun?
        let run = try FeatureRun(
            command, mark: mark, log: log, on: services.loop,
            hopeless: { [services, id] in services.trouble("feature '\(id)': \($0)") },
            exited: { [unowned self] in if let started { exited($0, started) } },
            gone: { [unowned self] in if let started { gone($0, started) } })
        started = run
        self.run = run
        if !enclosure.tracking.isEmpty, let leader = run.leader {
            // The pool may be busy for a while: by then its number could be another's.
            services.loop.offload { [enclosure] in
                if leader.lives { enclosure.track(leader.pid) }
            } then: {
            }
        }
    }

    private func environment(_ mark: LifeMark, _ given: [String]) -> [String] {
        let socket = notify == nil ? nil : notifyPath
        let isCarried = services.launcher.launch != nil
        return FeatureEnvironment(manifest, mark: mark, data: data, notifySocket: socket, given: given, carried: isCarried).variables
    }

    private var notifyPath: String { "\(services.home)/run/notify/\(id)" }

    private func listenForNotify() throws(UVError) {
        notify = nil
        guard manifest.ready.by == .notify || manifest.health.by == .notify else { return }
        notify = try NotifySocket(
            path: notifyPath, on: services.loop, session: { [weak self] in self?.run?.pid },
            hear: { [weak self] in self?.hear($0, by: .notify) })
    }

    /// The feature spoke up, in one of the two ways it may.
    func hear(_ message: NotifySocket.Message, by way: Probe) {
        switch message {
        case .ready where manifest.ready.by == way: readiness?.heard()
        case .alive where manifest.health.by == way: health?.heard()
        case .ready, .alive: break
        }
    }
}

// MARK: - Checks

extension Feature {
    private func watchReadiness() {
        if manifest.ready.by == .started { return handle(.ready) }
        let within = manifest.ready.within
        readiness = ReadinessWatch(within: within, probe: maker(manifest.ready.by, within: min(within, 5000)), on: services.loop) {
            [unowned self] outcome in
            readiness = nil
            switch outcome {
            case .ready: handle(.ready)
            case .overdue(let last): handle(.overdue(.notReady(within: within, last: last)))
            }
        }
    }

    func watchHealth() {
        let health = manifest.health
        if health.by == .started { return }
        self.health = HealthWatch(health, probe: maker(health.by, within: min(health.every, 10_000)), on: services.loop) {
            [unowned self] cause in
            self.health = nil
            handle(.unhealthy(cause))
        }
    }

    func stopWatching() {
        readiness?.stop()
        health?.stop()
        (readiness, health) = (nil, nil)
    }

    private func maker(_ probe: Probe, within: Milliseconds) -> ProbeMaker? {
        let launcher = services.launcher
        guard var command = launcher.command(for: probe, of: manifest, at: paths, in: enclosure, within: within) else { return nil }
        command.environment = environment(run?.mark ?? services.newMark(id), [])
        command.newSession = true
        command.stdio = [.null, .null, .pipe]
        // A probe that keeps its own deadline may say why it failed; one that does not is killed a little later.
        return { [loop = services.loop] then in ProbeRun(command, within: within + 250, on: loop, then: then) }
    }
}
