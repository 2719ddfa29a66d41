import EventLoop
import Glibc
import Launch
import Manifests

/// One hosted feature: performs what its `Lifecycle` decides, with processes, timers, checks and files.
final class Feature {
    let id: String
    /// The one it runs by; a changed one is taken over at its next start.
    var manifest: Manifest
    var nextManifest: Manifest?
    /// What is wrong with its manifest file as it is now.
    var problem: ManifestProblem?
    var life: Lifecycle
    var history: [Crash] = []
    private(set) var since = BootTime.now()
    /// It became ready, or failed to, or is not to run: nobody needs to wait for it any longer.
    private(set) var hasSettled = false
    /// Since the host started: nobody needs to wait for one that starts first any longer.
    private(set) var hasBeenReady = false
    /// Its latest crash is why it is in this state: no command came and no good end since.
    private var isAsOfCrash = false
    /// Its manifest is gone; it goes once nothing of it runs.
    var isLeaving = false

    /// What the delegate was last told.
    var toldStatus: FeatureStatus?
    var starts = 0
    /// Why the host could not start it the last time it tried; nil once it could.
    var postponed: String?
    var run: FeatureRun?
    var enclosure = Enclosure()
    var readiness: ReadinessWatch?
    var health: HealthWatch?
    var notify: NotifySocket?
    private var delay: Timer?
    /// Until it is looked again whether killed processes are gone.
    var pause: Timer?
    let log: FeatureLog
    let services: Services

    private static let keptCrashes = 5

    /// A feature as it was when the host last ended: disabled or not, with its latest crashes.
    init(_ manifest: Manifest, restoring record: FeatureRecord?, _ services: Services) {
        (id, self.manifest, self.services) = (manifest.id, manifest, services)
        log = services.newLog(manifest.id)
        let policy = RestartPolicy(restart: manifest.restart, settings: services.settings)
        let period = Int64(clamping: services.settings.period)
        let isNewVersion = record.map { $0.version != manifest.version } ?? false
        let window = record.map { CrashWindow($0.window, period: period, now: .now(), bootID: BootTime.bootID) }
        let disabledBy = record?.disabledBy
        life = Lifecycle(
            policy: policy, crashes: (isNewVersion ? nil : window) ?? CrashWindow(period: period),
            disabledBy: isNewVersion && disabledBy == .byCrashes ? nil : disabledBy)
        history = record?.history.suffix(Self.keptCrashes) ?? []
        hasSettled = life.disabledBy != nil
    }

    /// A feature without a usable manifest.
    convenience init(_ problem: ManifestProblem, _ services: Services) {
        self.init(Manifest(id: problem.id, version: "", exec: []), restoring: nil, services)
        self.problem = problem
        _ = life.handle(.invalidate, at: since)
        hasSettled = true
    }

    /// Where its manifest is, usable or not.
    var file: String { problem?.file ?? manifest.file }

    /// One whose process has ended is on its way to its next state, whatever its phase still is.
    var state: FeatureState {
        let state = life.phase.state
        return run?.isRunning == false && (state == .ready || state == .starting) ? .stopping : state
    }

    /// Nothing of it runs or is about to.
    var isAtRest: Bool {
        switch life.phase {
        case .stopped, .disabled, .invalid: true
        case .starting, .ready, .stopping, .backoff: false
        }
    }

    /// Neither ready nor failed yet.
    var isOnItsWay: Bool { state == .starting || state == .stopping }

    /// It ends, and stays down unless somebody asks for it meanwhile.
    var isGoingToRest: Bool {
        switch life.phase {
        case .stopping(.rest), .stopping(.disable), .stopping(.invalid): true
        case .stopped, .starting, .ready, .stopping(.start), .stopping(.recover), .backoff, .disabled, .invalid: false
        }
    }

    var status: FeatureStatus {
        FeatureStatus(
            id: id, version: manifest.version, state: state, pid: run.flatMap { $0.isRunning ? $0.pid : nil },
            restarts: max(0, starts - 1), crashes: life.crashes.count(at: .now()), cause: cause, since: since)
    }

    private var cause: String? {
        switch life.phase {
        case .invalid: problem?.text
        case .disabled(.byOperator): "by an operator"
        case .disabled(.byCrashes): history.last?.cause
        case .backoff where postponed != nil: postponed
        default: isAsOfCrash && life.crashes.count(at: .now()) > 0 ? history.last?.cause : nil
        }
    }

    func handle(_ event: Lifecycle.Event) {
        let before = life.phase
        let now = BootTime.now()
        let actions = life.handle(event, at: now, jitter: .random(in: 0...1))
        if life.phase != before {
            if life.phase.state != before.state { since = now }
            if life.phase == .ready { hasBeenReady = true }
            if life.phase != .starting && life.phase != .stopping(.start) { hasSettled = true }
            if event.isCommand || (life.phase == .stopped && before != .stopping(.recover)) { isAsOfCrash = false }
        }
        for action in actions { perform(action) }
        if life.phase != before || !actions.isEmpty { services.changed(id) }
    }

    private func perform(_ action: Lifecycle.Action) {
        switch action {
        case .spawn: start()
        case .watchHealth: watchHealth()
        case .terminate:
            stopWatching()
            run?.terminate(manifest.stop.signal.number, within: manifest.stop.within)
        case .kill:
            stopWatching()
            kill()
        case .delay(let milliseconds): wait(milliseconds)
        case .cancelDelay: delay = nil
        case .record(let cause): keep(cause)
        case .announceDisabled: announceDisabled()
        case .save: save()
        }
    }

    private func wait(_ milliseconds: Milliseconds) {
        delay = Timer(on: services.loop) { [unowned self] in
            delay = nil
            handle(.delayOver)
        }
        delay?.start(after: milliseconds)
    }

    private func keep(_ cause: Cause) {
        hasSettled = true
        isAsOfCrash = true
        history.append(Crash(unixTime: Int64(time(nil)), cause: cause.words, advice: cause.advice, lastWords: run?.words.text ?? ""))
        if history.count > Self.keptCrashes { history.removeFirst() }
        log.say("crashed: \(cause.words)")
        save()
    }

    /// Told once it is on disk: who heard it may rely on it.
    private func announceDisabled() {
        log.say("disabled due to repeated errors")
        let notice = Notice.disabled(id, history.last)
        save { [services] in services.delegate?.notice(notice) }
    }

    /// Not of one whose manifest was never usable: its record is that of a manifest to come.
    private func save(then: @escaping () -> Void = {}) {
        guard !manifest.version.isEmpty else { return then() }
        let window = life.crashes.saved(at: .now(), bootID: BootTime.bootID)
        let record = FeatureRecord(version: manifest.version, disabledBy: life.disabledBy, window: window, history: history)
        services.store.save(id, record, then: then)
    }
}
