import Files
import Manifests

/// Features confined by control groups: `<host's group>/roost-<home>/<id>` in every tree that a feature needs.
/// Without any usable tree it holds nothing, and says why.
final class ControlGroups: Confinement {
    let name: String
    let trees: [Hierarchy]
    private let obstacles: [LimitKind: String]
    private var confined: [String: Confined] = [:]
    /// How often a feature had to be given fresh groups because its old ones were not empty yet.
    private var generations: [String: Int] = [:]
    /// Groups of former lives whose processes were still dying when last looked at.
    private var leftOvers: [ControlGroup] = []

    private struct Confined {
        let limits: LimitValues
        let enclosure: Enclosure
        var killsBefore: Int
        /// Its limits were changed to kill it.
        var isSpoilt = false
        /// Its group was killed in one call: some kernels then kill at once whoever is born there.
        var isBarren = false
    }

    init(name: String, trees: [Hierarchy], obstacles: [LimitKind: String]) {
        self.name = name
        self.trees = trees
        self.obstacles = obstacles
    }

    var support: [LimitReport] {
        LimitKind.allCases.map { kind in
            let tree = trees.first { $0.kinds.contains(kind) }
            return LimitReport(
                name: kind.rawValue, value: "any", enforced: tree != nil, how: tree.map(\.words) ?? reason(kind))
        }
    }

    var joinDelay: JoinDelay? {
        trees.first { !$0.joinsAtOnce && !$0.kinds.isEmpty }.map { JoinDelay(mount: $0.mount.path) }
    }

    func confine(_ id: String, to limits: Manifest.Limits) -> Enclosure {
        leftOvers.removeAll { $0.remove() }
        kill(id)
        if isBusy(id) || confined[id]?.isBarren == true { retire(id) }
        let values = LimitValues(limits)
        let known = confined[id].flatMap { $0.limits == values && !$0.isSpoilt ? $0.enclosure : nil }
        let enclosure = known ?? enclose(id, values)
        confined[id] = Confined(limits: values, enclosure: enclosure, killsBefore: killCount(id))
        return enclosure
    }

    func outOfMemoryKills(_ id: String) -> Int {
        guard let before = confined[id]?.killsBefore else { return 0 }
        return max(0, killCount(id) - before)
    }

    @discardableResult
    func kill(_ id: String) -> Bool {
        guard let keeper = trees.first else { return false }
        let group = self.group(id, in: keeper)
        let known = Set(group.processes)
        if keeper.kill(group) {
            confined[id]?.isBarren = keeper.givesBirth
        } else if group.isPopulated {
            killOneByOne(id, group)
        }
        // Who has not been tracked yet is in the others only.
        for other in trees.dropFirst().map({ self.group(id, in: $0) }) where !known.isSuperset(of: other.processes) {
            killOneByOne(id, other)
        }
        return true
    }

    func owner(of process: Int32) -> String? {
        KernelFile.lines("/proc/\(process)/cgroup").lazy.compactMap { Self.feature(in: $0, of: self.name) }.first
    }

    /// `0::/a/roost-1f/dns.2/its-own (deleted)`: what follows the host's group, without the generation.
    static func feature(in line: Substring, of host: String) -> String? {
        let path = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        let steps = FilePath(path).names
        guard let place = steps.firstIndex(of: host), place + 1 < steps.count else { return nil }
        return String(steps[place + 1].prefix { $0 != "." && $0 != " " })
    }

    @discardableResult
    func release(_ id: String) -> Bool {
        leftOvers.removeAll { $0.remove() }
        let gone = trees.map { group(id, in: $0).remove() }
        guard gone.allSatisfy({ $0 }) else { return false }
        confined[id] = nil
        generations[id] = nil
        return true
    }

    func killLeftOvers() -> Int {
        var killed: Set<Int32> = []
        for tree in trees {
            let old = tree.groups(named: name).flatMap(\.children)
            for group in old.flatMap({ $0.children + [$0] }) { killed.formUnion(group.killAll(sparing: tree.own)) }
            leftOvers += old.filter { !$0.remove() }
        }
        return killed.count
    }

    func close() {
        leftOvers.removeAll { $0.remove() }
        for tree in trees { tree.own.child(name).remove() }
    }

    /// Killed processes take a moment to die and, unreaped, still count: a start must not fail by its predecessors.
    private func isBusy(_ id: String) -> Bool {
        trees.contains { tree in
            let group = self.group(id, in: tree)
            return group.isPopulated || group.words(of: "pids.current").first.map { $0 != "0" } == true
        }
    }

    private func retire(_ id: String) {
        leftOvers += trees.map { group(id, in: $0) }.filter { !$0.remove() }
        generations[id, default: 0] += 1
        confined[id] = nil
    }

    /// Where a process is before its program begins, without a wait: so is all that it starts.
    private var anchor: Hierarchy? {
        trees.first { $0.joinsAtOnce && $0.kinds.contains(.processes) } ?? trees.first { $0.joinsAtOnce }
    }

    /// Makes the groups that these limits need; the first tree and the anchor always, to know the feature's processes by.
    private func enclose(_ id: String, _ values: LimitValues) -> Enclosure {
        var enclosure = Enclosure()
        for kind in LimitKind.allCases where values.has(kind) { enclosure.reasons[kind] = reason(kind) }
        let anchor = anchor
        for tree in trees {
            let group = self.group(id, in: tree)
            guard tree == trees[0] || tree == anchor || group.exists || tree.kinds.contains(where: values.has) else { continue }
            tree.hold(group, to: values, &enclosure)
        }
        let isAnchored = anchor.map { enclosure.holds(group(id, in: $0)) } ?? false
        // Who is held to limits may be a fork bomb: none of its processes may escape what all are killed by.
        if !isAnchored, !enclosure.groups.isEmpty {
            enclosure.groups = enclosure.tracking + enclosure.groups
            enclosure.tracking = []
        }
        return enclosure
    }

    /// With no room for new ones first, where there is a count: a fork bomb does not outrun a list.
    private func killOneByOne(_ id: String, _ group: ControlGroup) {
        let counting = trees.first { $0.version == .legacy && $0.kinds.contains(.processes) }
        if let counting, (try? self.group(id, in: counting).write("0", to: "pids.max")) != nil { confined[id]?.isSpoilt = true }
        group.killAll(sparing: nil)
    }

    private func killCount(_ id: String) -> Int {
        guard let tree = trees.first(where: { $0.kinds.contains(.memory) }) else { return 0 }
        return tree.outOfMemoryKills(in: group(id, in: tree))
    }

    private func group(_ id: String, in tree: Hierarchy) -> ControlGroup {
        tree.own.child(name).child(generations[id].map { "\(id).\($0)" } ?? id)
    }

    private func reason(_ kind: LimitKind) -> String {
        obstacles[kind] ?? "no control group for \(kind.rawValue) (controller '\(kind.controller)') is handed to the host"
    }
}
