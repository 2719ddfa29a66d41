/// The control groups one feature's process has to join, and in what words each limit is enforced there.
/// A limit that is not in `held` was not asked for, or cannot be held by groups here; `reasons` says why.
package struct Enclosure: Equatable, Sendable {
    /// Where its process is born, before it does anything: holds its limits as `groups` do, at no cost.
    package var birthplace: String?
    /// Joined before the feature's program begins: these hold its limits.
    var groups: [String]
    /// Joined as soon as may be: these only tell its processes from others. Joining costs 5 to 30 ms (the kernel waits
    /// for all processors), which a restart need not wait for.
    package var tracking: [String] = []
    var held: [LimitKind: String]
    var reasons: [LimitKind: String]

    /// Nothing that it starts can be outside its groups.
    package var holdsFromTheStart: Bool { birthplace != nil || !groups.isEmpty }

    func holds(_ group: ControlGroup) -> Bool { birthplace == group.path || groups.contains(group.path) }

    package init(groups: [String] = [], held: [LimitKind: String] = [:], reasons: [LimitKind: String] = [:]) {
        (self.groups, self.held, self.reasons) = (groups, held, reasons)
    }

    /// Puts a process just started, and whom it started meanwhile, into the groups that track it; blocks for some
    /// milliseconds. Who has ended meanwhile needs no group.
    package func track(_ process: Int32) {
        var found: Set<Int32> = []
        var left = [process]
        while let next = left.popLast(), found.count < Self.mostTracked {
            guard found.insert(next).inserted else { continue }
            for group in tracking { try? ControlGroup(path: group).write("\(next)", to: "cgroup.procs") }
            // Listed once it is in: whom it starts from now on is in too.
            left += Self.children(of: next)
        }
    }

    /// A fork bomb without limits would be followed for ever.
    private static let mostTracked = 1000

    private static func children(of process: Int32) -> [Int32] {
        KernelFile.names(in: "/proc/\(process)/task").flatMap { thread in
            KernelFile.lines("/proc/\(process)/task/\(thread)/children").flatMap { $0.split(separator: " ").compactMap { Int32($0) } }
        }
    }
}
