/// The control groups one feature's process has to join, and in what words each limit is enforced there.
/// A limit that is not in `held` was not asked for, or cannot be held by groups here; `reasons` says why.
package struct Enclosure: Equatable, Sendable {
    /// Joined before the feature's program begins: these hold its limits.
    var groups: [String]
    /// Joined as soon as may be: these only tell its processes from others. Joining costs 5 to 15 ms (the kernel waits
    /// for all processors), which a restart need not wait for.
    package var tracking: [String] = []
    var held: [LimitKind: String]
    var reasons: [LimitKind: String]

    package init(groups: [String] = [], held: [LimitKind: String] = [:], reasons: [LimitKind: String] = [:]) {
        (self.groups, self.held, self.reasons) = (groups, held, reasons)
    }

    /// Puts a process just started into the groups that track it; blocks for some milliseconds. One that has ended
    /// meanwhile needs no group.
    package func track(_ process: Int32) {
        for group in tracking { try? ControlGroup(path: group).write("\(process)", to: "cgroup.procs") }
    }
}
