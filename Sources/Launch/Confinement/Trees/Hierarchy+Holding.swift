import Glibc

extension Hierarchy {
    var words: String { "control group, version \(version.rawValue)" }

    /// Makes the group and sets or lifts all its limits; what fails is a reason, not a failure.
    func hold(_ group: ControlGroup, to values: LimitValues, _ enclosure: inout Enclosure) {
        do throws(SystemError) {
            try group.make()
        } catch {
            for kind in kinds where values.has(kind) { enclosure.reasons[kind] = "\(group.path) cannot be made (\(error.words))" }
            return
        }
        if givesBirth {
            enclosure.birthplace = group.path
        } else if joinsAtOnce || kinds.contains(where: values.has) {
            enclosure.groups.append(group.path)
        } else {
            enclosure.tracking.append(group.path)
        }
        for kind in kinds {
            let refused = apply(kind, values, to: group)
            guard values.has(kind) else { continue }
            enclosure.held[kind] = refused == nil ? words : nil
            enclosure.reasons[kind] = refused
        }
    }

    /// Nil if the limit is set, else why not.
    private func apply(_ kind: LimitKind, _ values: LimitValues, to group: ControlGroup) -> String? {
        for setting in settings(for: kind, values) {
            do throws(SystemError) {
                try group.write(setting.text, to: setting.file)
            } catch {
                if !setting.optional { return "\(setting.file) refused '\(setting.text)' (\(error.words))" }
            }
        }
        return nil
    }

    func outOfMemoryKills(in group: ControlGroup) -> Int {
        group.number("oom_kill", in: version == .unified ? "memory.events" : "memory.oom_control") ?? 0
    }

    /// The whole group in one call; false where the kernel has none (version 1, or older than 5.14).
    func kill(_ group: ControlGroup) -> Bool {
        version == .unified && (try? group.write("1", to: "cgroup.kill")) != nil
    }

    /// Every group of this name in the whole tree, as far as it can be seen; the search is bounded.
    func groups(named name: String) -> [ControlGroup] {
        var found: [ControlGroup] = []
        var open = [mount]
        var budget = 4096
        while let group = open.popLast(), budget > 0 {
            budget -= 1
            for child in group.children {
                if child.name == name { found.append(child) } else { open.append(child) }
            }
        }
        return found
    }
}
