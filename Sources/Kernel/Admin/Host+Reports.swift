import EventLoop
import Launch
import Manifests
import Wire

// What the kernel's endpoints answer; the keys are stable (Contracts/KernelContract.swift).

extension Host {
    var statusReport: JSON {
        [
            "version": .string(Version.current),
            "uptimeSeconds": .double(Double(BootTime.now() - startedAt) / 1000),
            "features": .array(supervisor.statuses.map(\.json)),
            "bus": busReport,
            "slot": JSON(slot),
            "guard": .bool(isGuarded),
        ]
    }

    private var busReport: JSON {
        let counters = bus.counters
        return [
            "connections": JSON(bus.peers.count), "subscriptions": JSON(bus.router.count),
            "inMessages": JSON(counters.inMessages), "outMessages": JSON(counters.outMessages),
            "inBytes": JSON(counters.inBytes), "outBytes": JSON(counters.outBytes), "slowConsumers": JSON(bus.slowConsumers),
        ]
    }

    var peersReport: JSON {
        let peers = bus.peers.values.sorted { $0.id < $1.id }
        return ["peers": .array(peers.map(\.json))]
    }

    /// A moment later: one thing has to be measured, which would hold the loop up.
    func doctorReport(_ answer: @escaping (JSON) -> Void) {
        loop.offload { [delay = confinement.joinDelay] in
            delay?.measure()
        } then: { [weak self] delay in
            guard let self else { return }
            let doctor = Doctor(home: home, host: .detect(), confinement: confinement, joinDelay: delay)
            answer(["checks": .array((doctor.examine() + ownChecks).map(\.json))])
        }
    }

    /// What only the running host knows.
    private var ownChecks: [DoctorCheck] {
        let invalid = lastChange.invalid
        let unwatched = registry.unwatched
        let slow = bus.slowConsumers
        return [
            DoctorCheck(
                "manifests", ok: invalid.isEmpty, invalid.first?.text ?? "all are usable", remedy: "correct the file named"),
            DoctorCheck(
                "manifest-folders", ok: unwatched.isEmpty, unwatched.first.map { "\($0) is not watched" } ?? "changes are noticed",
                remedy: "raise fs.inotify.max_user_watches, or install features with: roost feature install"),
            DoctorCheck(
                "slow-consumers", ok: slow == 0, "\(slow) peers were cut off because they did not read",
                remedy: "find them in the host's log"),
            DoctorCheck(
                "anonymous", ok: !(configuration.bus.anonymous && configuration.bus.listen != nil),
                configuration.bus.anonymous ? "whoever reaches the TCP door may do everything" : "the TCP door asks who comes",
                remedy: "write [[bus.user]] entries and remove anonymous = true from the configuration"),
        ]
    }

    func report(on feature: Feature) -> JSON {
        let id = feature.id
        let peers = bus.peers.values.filter { $0.identity == .feature(id) }
        let plan = feature.plan
        let counters = peers.reduce(into: MessageCounters()) { $0 += $1.counters }
        return feature.status.json.adding([
            .init("manifest", feature.manifest.json),
            .init("file", .string(feature.manifest.file)),
            .init("data", .string(feature.data)),
            .init("grants", JSON(plan.grants)),
            .init("user", JSON(feature.manifest.sandbox.user)),
            .init("limits", .array(plan.reports.map(\.json))),
            .init("history", .array(feature.history.map(\.json))),
            .init(
                "messages",
                [
                    "in": JSON(counters.inMessages), "out": JSON(counters.outMessages),
                    "pendingBytes": JSON(peers.reduce(0) { $0 + $1.outbox.count }),
                ]),
        ])
    }
}

extension FeatureStatus {
    var json: JSON {
        [
            "id": .string(id), "version": .string(version), "state": .string(state.rawValue), "pid": pid.map { JSON($0) } ?? .null,
            "restarts": JSON(restarts), "crashes": JSON(crashes), "cause": JSON(cause), "since": .double(WallClock.seconds(at: since)),
        ]
    }
}

extension RegistryChange {
    var json: JSON {
        [
            "added": JSON(added), "changed": JSON(changed), "removed": JSON(removed), "invalid": .array(invalid.map(\.json)),
        ]
    }
}

extension LimitReport {
    var json: JSON {
        ["name": .string(name), "value": .string(value), "enforced": .bool(enforced), "how": .string(how)]
    }
}

extension DoctorCheck {
    var json: JSON {
        ["name": .string(name), "ok": .bool(ok), "detail": .string(detail), "remedy": .string(remedy)]
    }
}

extension Peer {
    var json: JSON {
        [
            "id": JSON(id), "name": JSON(options.name.isEmpty ? nil : options.name), "door": .string(door.rawValue),
            "feature": JSON(identity.feature), "lang": JSON(options.language.isEmpty ? nil : options.language),
            "subscriptions": JSON(subscriptions.count), "inMessages": JSON(counters.inMessages),
            "outMessages": JSON(counters.outMessages), "inBytes": JSON(counters.inBytes), "outBytes": JSON(counters.outBytes),
            "pendingBytes": JSON(outbox.count),
        ]
    }
}

extension JSON {
    fileprivate func adding(_ members: [Member]) -> JSON { .object((object ?? []) + members) }
}
