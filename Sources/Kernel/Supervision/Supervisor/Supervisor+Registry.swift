import Manifests

extension Supervisor {
    /// Takes over what the manifests say now: starts what is new, restarts what is other, stops what is gone or no longer usable.
    /// Of a folder that could not be read nothing is known: what came from there goes on.
    @discardableResult
    func apply(_ lines: [ManifestLine]) -> RegistryChange {
        var change = RegistryChange()
        var seen: Set<String> = []
        for case .valid(let manifest) in lines where seen.insert(manifest.id).inserted { take(manifest, &change) }
        for case .invalid(let problem) in lines {
            change.invalid.append(problem)
            if !problem.id.isEmpty, seen.insert(problem.id).inserted { refuse(problem) }
        }
        let unread = change.invalid.filter { $0.id.isEmpty }.map(\.file)
        for id in features.keys.sorted() where !seen.contains(id) && features[id]?.isLeaving == false {
            if let file = features[id]?.file, unread.contains(where: { file.utf8.starts(with: "\($0)/".utf8) }) { continue }
            change.removed.append(id)
            remove(id)
        }
        note(change.invalid)
        return change
    }

    private func take(_ manifest: Manifest, _ change: inout RegistryChange) {
        guard let feature = features[manifest.id], !feature.manifest.version.isEmpty else {
            let feature = Feature(manifest, restoring: services.store.load(manifest.id), services)
            change.added.append(manifest.id)
            add(feature)
            if feature.life.phase == .stopped { want(manifest.id) }
            return
        }
        let wasInvalid = feature.life.phase == .invalid(nil) || feature.life.phase == .stopping(.invalid)
        let isOther = (feature.nextManifest ?? feature.manifest) != manifest
        let wasLeaving = feature.isLeaving
        (feature.problem, feature.isLeaving) = (nil, false)
        if isOther { replace(feature, manifest) }
        if isOther || wasInvalid || wasLeaving { change.changed.append(manifest.id) }
        feature.handle(.validate)
        if wasInvalid || wasLeaving { wantAgain(feature) }
    }

    /// A running feature takes the new manifest over at its next start, which is now.
    private func replace(_ feature: Feature, _ manifest: Manifest) {
        let isNewVersion = feature.manifest.version != manifest.version
        feature.nextManifest = manifest
        if feature.isAtRest { feature.adoptNextManifest() }
        if isNewVersion { feature.handle(.newVersion) }
        switch feature.life.phase {
        case .starting, .ready, .backoff, .stopping(.recover): if feature.nextManifest != nil { feature.handle(.restart) }
        case .stopped, .stopping, .disabled, .invalid: break
        }
    }

    private func wantAgain(_ feature: Feature) {
        switch feature.life.phase {
        case .stopped: want(feature.id)
        case .stopping(.rest): feature.handle(.start)
        default: break
        }
    }

    /// What runs goes on if only its surroundings changed: a program being replaced, somebody it is after removed.
    private func refuse(_ problem: ManifestProblem) {
        guard let feature = features[problem.id] else { return add(Feature(problem, services)) }
        feature.problem = problem
        feature.isLeaving = false
        let runs = feature.state == .ready || feature.state == .starting
        if problem.fault == .surroundings && runs { return }
        unwant(problem.id)
        feature.handle(.invalidate)
        services.changed(feature.id)
    }

    private func remove(_ id: String) {
        unwant(id)
        features[id]?.isLeaving = true
        features[id]?.handle(.stop)
        progress()
    }
}
