import Launch
import Manifests

/// The operator's verbs. `stop` and `disable` answer when nothing of the feature is left or somebody wants it again, `restart`
/// when it is ready again or has failed, the others as soon as they are taken.
extension Supervisor {
    func start(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try usable(id)
        unwant(id)
        feature.handle(.start)
        answer(feature, when: { _ in true }, then)
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
        answer(feature, when: { $0.state != .starting && $0.state != .stopping }, then)
    }

    func enable(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        try refuseIfInvalid(feature)
        feature.handle(.enable)
        answer(feature, when: { _ in true }, then)
    }

    func disable(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        try refuseIfInvalid(feature)
        unwant(id)
        feature.handle(.disable)
        answer(feature, when: { !$0.isGoingToRest }, then)
    }

    /// Forgets its crashes; one disabled or waiting because of them starts anew.
    func reset(_ id: String, then: @escaping (FeatureStatus) -> Void) throws(SupervisionRefusal) {
        let feature = try known(id)
        feature.handle(.reset)
        answer(feature, when: { _ in true }, then)
    }

    private func answer(_ feature: Feature, when isDone: @escaping (Feature) -> Bool, _ then: @escaping (FeatureStatus) -> Void) {
        wait(until: { isDone(feature) }, { then(feature.status) })
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
    /// Whose a process is: of a running feature's session, in its groups, or marked as started for it. A mark is believed
    /// last, since whoever may be started anew can put on another's.
    func feature(ofProcess pid: Int32) -> String? {
        guard pid > 0, let process = ProcessEntry(pid: pid) else { return nil }
        if let feature = features.values.first(where: { $0.run?.pid == process.session }) { return feature.id }
        if let id = services.confinement?.owner(of: pid) { return id }
        guard let mark = LifeMark(environ: process.environment), mark.home == services.home else { return nil }
        return features[mark.id]?.id
    }
}
