import Glibc
import Launch
import Manifests

/// The operator's verbs. `stop` and `disable` answer when nothing of the feature is left or somebody wants it again, `start` and
/// `restart` when it is ready or has failed, the others as soon as they are taken; what outlives the host answers when it is on disk,
/// or could not be written (``StateStore/failure(of:)``).
extension Supervisor {
    func start(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try usable(id)
        unwant(id)
        feature.handle(.start)
        answer(feature, when: { !$0.isOnItsWay }, then)
    }

    func stop(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        unwant(id)
        feature.handle(.stop)
        answer(feature, when: { !$0.isGoingToRest }, then)
    }

    func restart(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try usable(id)
        unwant(id)
        feature.handle(.restart)
        answer(feature, when: { !$0.isOnItsWay }, then)
    }

    func enable(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        try refuseIfInvalid(feature)
        feature.handle(.enable)
        answer(feature, when: { _ in true }, durably: true, then)
    }

    func disable(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        try refuseIfInvalid(feature)
        unwant(id)
        feature.handle(.disable)
        answer(feature, when: { !$0.isGoingToRest }, durably: true, then)
    }

    /// Forgets its crashes; one disabled or waiting because of them starts anew.
    func reset(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        feature.handle(.reset)
        answer(feature, when: { _ in true }, durably: true, then)
    }

    private func answer(
        _ feature: Feature, when isDone: @escaping (Feature) -> Bool, durably: Bool = false, _ then: @escaping (FeatureStatus) -> Void
    ) {
        let tell = { then(feature.status) }
        wait(until: { isDone(feature) }, durably ? { [services] in services.store.whenSaved(feature.id, tell) } : tell)
    }

    private func known(_ id: String) throws(SupervisionRefusal) -> Feature {
        guard let feature = features[id], !feature.isLeaving else { throw .unknown(id) }
        guard !isStopping else { throw .hostIsStopping }
        return feature
    }

    private func usable(_ id: String) throws(SupervisionRefusal) -> Feature {
        let feature = try known(id)
        try refuseIfInvalid(feature)
        if let by = feature.life.disabledBy { throw .disabled(id, by: by) }
        return feature
    }

    private func refuseIfInvalid(_ feature: Feature) throws(SupervisionRefusal) {
        if let problem = feature.problem, feature.state == .invalid { throw .invalid(problem) }
    }
}

extension Supervisor {
    /// Whose a process is that comes in at a door.
    func owner(ofProcess pid: Int32) -> ProcessOwner {
        let running = features.values.compactMap { feature in feature.run.map { ($0.pid, feature.id) } }
        let search = OwnerSearch(
            host: getpid(), home: services.home, leaders: Dictionary(running) { first, _ in first },
            isKnown: { [features] in features[$0] != nil }, group: { [services] in services.confinement?.owner(of: $0) })
        return search.owner(of: pid)
    }
}
