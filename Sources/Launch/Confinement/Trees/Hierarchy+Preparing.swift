import Glibc

extension Hierarchy {
    /// The group that the kernel moves itself to, where version 2 wants groups with children to hold no process.
    static let hostLeaf = "roost-host"

    /// This tree with the host's group made in it, and with those controllers that could be had.
    func prepared(name: String, birth: (String) -> Bool = { _ in false }) throws(SystemError) -> Hierarchy {
        guard version == .unified else {
            try own.child(name).make()
            return self
        }
        // A host restarted by its guard starts where the last one had moved to.
        let base = own.name == Self.hostLeaf ? own.parent : own
        var tree = Hierarchy(version: version, mount: mount, own: base, kinds: [], favorsMoves: favorsMoves)
        try base.child(name).make()
        tree.kinds = LimitKind.allCases.filter { tree.enable($0, name: name) }
        // Last, since the host may have moved. No feature's id begins with a digit.
        let trial = base.child(name).child("0-trial")
        tree.givesBirth = (try? trial.make()) != nil && birth(trial.path)
        trial.remove()
        return tree
    }

    /// Hands a controller down to the features' groups, clearing the host's own group first if that stands in the way.
    private func enable(_ kind: LimitKind, name: String) -> Bool {
        guard own.words(of: "cgroup.controllers").contains(Substring(kind.controller)) else { return false }
        if handDown(kind, from: own) == nil { return handDown(kind, from: own.child(name)) == nil }
        clearOwnGroup()
        return handDown(kind, from: own) == nil && handDown(kind, from: own.child(name)) == nil
    }

    private func handDown(_ kind: LimitKind, from group: ControlGroup) -> SystemError? {
        if group.words(of: "cgroup.subtree_control").contains(Substring(kind.controller)) { return nil }
        do throws(SystemError) {
            try group.write("+\(kind.controller)", to: "cgroup.subtree_control")
            return nil
        } catch {
            return error
        }
    }

    /// Only if nobody but the host and its guard lives there: other people's processes are not ours to move.
    private func clearOwnGroup() {
        let residents = own.processes
        let leaf = own.child(Self.hostLeaf)
        guard residents.allSatisfy({ $0 == getpid() || $0 == getppid() }), (try? leaf.make()) != nil else { return }
        for process in residents { try? leaf.write("\(process)", to: "cgroup.procs") }
    }
}
