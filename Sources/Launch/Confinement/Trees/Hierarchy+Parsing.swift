extension Hierarchy {
    /// The trees of /proc/self/mountinfo that are of use here, with this process's place in each from /proc/self/cgroup.
    static func parse(mounts: [Substring], places: [Substring]) -> [Hierarchy] {
        var found: [Hierarchy] = []
        for mount in mounts.compactMap(CgroupMount.init(parsing:)) {
            guard let place = places.compactMap({ mount.place($0) }).first else { continue }
            let hierarchy = Hierarchy(
                version: mount.version, mount: ControlGroup(path: mount.point),
                own: ControlGroup(path: mount.path(of: place)), kinds: mount.kinds, favorsMoves: mount.favorsMoves)
            if !found.contains(where: { $0.own == hierarchy.own }) { found.append(hierarchy) }
        }
        return found
    }
}
