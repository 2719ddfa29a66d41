import Files

/// One line of /proc/self/mountinfo that mounts a cgroup tree.
struct CgroupMount {
    let version: Hierarchy.Version
    let root: Substring
    let point: String
    /// None for version 2, which says in a file of its own which controllers it has.
    let kinds: [LimitKind]
    let favorsMoves: Bool

    /// `36 31 0:33 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids`; the type follows a lone dash.
    init?(parsing line: Substring) {
        let fields = line.split(separator: " ")
        guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return nil }
        root = fields[3]
        point = String(fields[4])
        let options = fields[dash + 3].split(separator: ",")
        kinds = LimitKind.allCases.filter { options.contains(Substring($0.controller)) }
        favorsMoves = options.contains("favordynmods")
        version = fields[dash + 1] == "cgroup2" ? .unified : .legacy
        if fields[dash + 1] != "cgroup2" && (fields[dash + 1] != "cgroup" || kinds.isEmpty) { return nil }
    }

    /// The place a line of /proc/self/cgroup (`8:pids:/a/b`, version 2: `0::/a/b`) gives in this tree.
    func place(_ line: Substring) -> Substring? {
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let named = fields[1].split(separator: ",")
        let ours = version == .unified ? fields[0] == "0" : kinds.contains { named.contains(Substring($0.controller)) }
        return ours ? fields[2] : nil
    }

    /// A container may see only a part of the tree mounted, beginning at `root`.
    func path(of place: Substring) -> String {
        let below = root != "/" && place.hasPrefix(root) ? place.dropFirst(root.count) : place
        let steps = FilePath(below).names.filter { $0 != ".." }
        return steps.isEmpty ? point : point + "/" + steps.joined(separator: "/")
    }
}
