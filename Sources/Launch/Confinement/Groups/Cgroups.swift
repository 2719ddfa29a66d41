import Glibc

/// Finds out at start what control groups this machine lets the host use: version 2, version 1, both side by side, or none.
package enum Cgroups {
    /// Makes the host's own group in each usable tree, named after its home. `birth` tries whether a process can be
    /// started in a group.
    package static func detect(home: String, birth: (_ group: String) -> Bool) -> any Confinement {
        let trees = Hierarchy.parse(
            mounts: KernelFile.lines("/proc/self/mountinfo"), places: KernelFile.lines("/proc/self/cgroup"))
        return prepare(trees, name: name(forHome: home), birth: birth)
    }

    static func prepare(_ trees: [Hierarchy], name: String, birth: (String) -> Bool = { _ in false }) -> ControlGroups {
        var usable: [Hierarchy] = []
        var obstacles: [LimitKind: String] = [:]
        for tree in trees {
            do throws(SystemError) {
                usable.append(try tree.prepared(name: name, birth: birth))
            } catch {
                // Version 2 is to blame only for what version 1 does not have.
                let affected = tree.version == .unified ? LimitKind.allCases.filter { obstacles[$0] == nil } : tree.kinds
                for kind in affected { obstacles[kind] = "the control group \(tree.own.path) cannot be written (\(error.words))" }
            }
        }
        // Features are known by the first tree: one that kills in one call if there is one, else one that costs little.
        usable.sort { $0.fitnessForKeeping > $1.fitnessForKeeping }
        return ControlGroups(name: name, trees: usable, obstacles: obstacles)
    }

    /// Two homes never share a name, even if containers give them the same path.
    static func name(forHome home: String) -> String {
        var status = stat()
        stat(home, &status)
        let real = realpath(home, nil)
        defer { free(real) }
        let text = "\(real.map { String(cString: $0) } ?? home) \(status.st_dev) \(status.st_ino)"
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "roost-" + String(hash, radix: 16)
    }
}
