import EventLoop
import Launch
import Manifests

/// All features of the host: starts them in the order of their `after`, keeps each alive by itself, stops them in reverse.
///
/// Lives on the loop. A feature's death is its own affair; the others only wait for it while it starts for the first time.
final class Supervisor {
    private(set) var features: [String: Feature] = [:]
    /// Wanted, but somebody they are after is not ready yet.
    private var waiting: Set<String> = []
    /// What is wrong with manifests, as last read.
    private(set) var problems: [ManifestProblem] = []
    private var stopping: [() -> Void]?
    private var waiters: [(isDone: () -> Bool, then: () -> Void)] = []
    private var turn: Timer?
    let services: Services

    /// Starting one takes a millisecond or more: at most so many in a turn, so that the bus is served in between.
    private static let startsPerTurn = 2

    /// `home` is absolute and without links; the caller holds its lock, and has called `LeftOvers.kill`.
    init(
        home: String, on loop: Loop, settings: SupervisionSettings = SupervisionSettings(), launcher: Launcher = Launcher(),
        confinement: (any Confinement)? = nil, delegate: any SupervisorDelegate
    ) {
        services = Services(
            loop: loop, home: home, settings: settings, launcher: launcher, confinement: confinement, delegate: delegate)
        services.changed = { [unowned self] in changed($0) }
        turn = Timer(on: loop) { [unowned self] in advance() }
    }

    /// Lets go of everything without stopping anything: for the end, after `stopAll`.
    func close() {
        turn?.close()
        waiters = []
        for feature in features.values { feature.run?.close() }
        features = [:]
    }

    var statuses: [FeatureStatus] { features.values.map(\.status).sorted { $0.id < $1.id } }

    /// Every feature is ready, or has failed, or is not to run.
    var isSettled: Bool { waiting.isEmpty && features.values.allSatisfy(\.hasSettled) }

    func whenSettled(_ then: @escaping () -> Void) {
        wait(until: { [unowned self] in isSettled }, then)
    }

    /// Stops all features in reverse order; tells when nothing of them is left and all is on disk.
    func stopAll(then: @escaping () -> Void) {
        stopping = (stopping ?? []) + [then]
        waiting = []
        progress()
    }

    var isStopping: Bool { stopping != nil }

    // MARK: - From the bus

    /// A plugin said on the bus that it is ready.
    func busReady(_ id: String) { features[id]?.hear(.ready, by: .bus) }

    func busBeat(_ id: String) { features[id]?.hear(.alive, by: .bus) }

    // MARK: - For the registry and the operator

    func add(_ feature: Feature) {
        features[feature.id] = feature
        changed(feature.id)
    }

    func want(_ id: String) {
        if !isStopping { waiting.insert(id) }
        progress()
    }

    func unwant(_ id: String) { waiting.remove(id) }

    func isWaiting(_ id: String) -> Bool { waiting.contains(id) }

    func note(_ problems: [ManifestProblem]) { self.problems = problems }

    /// Calls `then` as soon as `isDone`; looked at whenever something changed.
    func wait(until isDone: @escaping () -> Bool, _ then: @escaping () -> Void) {
        waiters.append((isDone, then))
        progress()
    }

    // MARK: - Progress

    /// Everything that follows from a change is done together, in the next turn.
    func progress() {
        if turn?.isActive == false { turn?.start(after: 0) }
    }

    private func changed(_ id: String) {
        progress()
        guard let feature = features[id], case let status = feature.status, status != feature.toldStatus else { return }
        feature.toldStatus = status
        services.delegate?.feature(feature.id, changed: status)
    }

    private func advance() {
        removeLeft()
        if isStopping { stopNext() } else { startNext() }
        let done = waiters.filter { $0.isDone() }
        guard !done.isEmpty else { return }
        waiters.removeAll { $0.isDone() }
        for waiter in done { waiter.then() }
    }

    private func startNext() {
        let isHeld = features.values.contains { $0.manifest.startsFirst && isAwaitedByAll($0) }
        let ready = waiting.filter { id in
            guard let manifest = features[id]?.manifest, !isHeld || manifest.startsFirst else { return features[id] == nil }
            return !manifest.after.contains(where: isAwaited)
        }
        for id in ready.sorted().prefix(Self.startsPerTurn) {
            waiting.remove(id)
            features[id]?.handle(.start)
        }
        if ready.count > Self.startsPerTurn { progress() }
    }

    /// Only its first start is worth waiting for.
    private func isAwaited(_ id: String) -> Bool {
        guard let feature = features[id] else { return false }
        return waiting.contains(id) || (feature.state == .starting && !feature.hasSettled)
    }

    /// What starts first may have to put right what others must not see: until it is up or given up, its restarts included.
    private func isAwaitedByAll(_ feature: Feature) -> Bool {
        waiting.contains(feature.id) || !feature.hasBeenReady && !feature.isAtRest
    }

    /// Whoever nobody that still runs is after.
    private func stopNext() {
        let running = features.values.filter { !$0.isAtRest }
        var needed = Set(running.flatMap(\.manifest.after))
        if running.contains(where: { !$0.manifest.startsFirst }) {
            needed.formUnion(running.filter(\.manifest.startsFirst).map(\.id))
        }
        let free = running.filter { !needed.contains($0.id) }
        // A circle, of manifests that run and others that are to replace them, must not keep the host from ending.
        for feature in (free.isEmpty ? running : free).sorted(by: { $0.id < $1.id }) { feature.handle(.stop) }
        guard features.values.allSatisfy(\.isAtRest), let told = stopping else { return }
        stopping = []
        whenWritten { for tell in told { tell() } }
    }

    private func whenWritten(_ then: @escaping () -> Void) {
        var left = features.count + 3
        let one = {
            left -= 1
            if left == 0 { then() }
        }
        services.strays.whenIdle(one)
        services.store.whenIdle(one)
        services.ledger.whenIdle(one)
        for feature in features.values { feature.log.whenIdle(one) }
    }

    private func removeLeft() {
        for feature in features.values where feature.isLeaving && feature.isAtRest {
            features[feature.id] = nil
            services.confinement?.release(feature.id)
            services.delegate?.featureRemoved(feature.id)
        }
    }
}
